"""The bench of the text classifier runs where the packages of cameo[classifier] are installed."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("transformers") else ["test_text_classifier_bench.py"]
