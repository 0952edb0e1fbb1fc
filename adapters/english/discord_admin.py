"""`/cameo-admin`: what whoever manages a server decides there."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "admin.show.about": "Show what holds for clips on this server.",
    "admin.channels.about": "Choose the channels in which clips can be asked for.",
    "admin.channels.choose": "In which channels can clips be asked for? None chosen: in all of them. "
    "A channel stands for its threads, too.",
    "admin.channels.none_yet": "All channels",
    "admin.makers.about": "Choose the roles whose members can ask for clips.",
    "admin.makers.choose": "Who can ask for clips? None chosen: everybody. "
    "Whoever manages this server always can.",
    "admin.makers.none_yet": "Everybody",
    "admin.gated.about": "Choose the subjects that belong in age-restricted channels only.",
    "admin.gated.choose": "Which subjects belong in age-restricted channels only? None chosen: none. "
    "What is refused everywhere stays refused in those channels, too.",
    "admin.gated.none_yet": "No subject",
    "admin.defaults.about": "Set what is usual in a channel where a request does not say.",
    "admin.defaults.channel": "The channel; a thread is as usual as its channel.",
    "admin.defaults.seconds": "The usual length in seconds; spoken lines that need longer have it.",
    "admin.defaults.resolution": "The usual resolution and its price.",
    "admin.defaults.standard": "720p, standard price",
    "admin.defaults.pro": "1080p, pro price",
    "admin.defaults.style": "The usual style.",
    "admin.defaults.draft": "Whether a clip usually goes to its maker alone, who may share it.",
    "admin.defaults.reset": "Forget what was usual in that channel before.",
    "admin.caps.about": "Limit how many clips can be asked for within 24 hours.",
    "admin.caps.member": "Clips of each member within 24 hours; 0 takes the limit away.",
    "admin.caps.server": "Clips of all members together within 24 hours; 0 takes the limit away.",
    "admin.language.about": "Choose the language in which everybody is spoken to on this server.",
    "admin.language.language": "The language; private answers stay in each reader's own.",
    "admin.language.own": "Each asker's own",
    "admin.language.en": "English",
    "admin.language.de": "German",
    "admin.language.es": "Spanish",
    "admin.pause.about": "Let nobody ask for clips here for now; those in the making go on.",
    "admin.resume.about": "Let people ask for clips here again.",
    "admin.export.about": "Get a file of what was made here and what was decided here.",
    "admin.export.days": "How many days back, 30 where you do not say.",
    "admin.gone": "(gone)",
}
