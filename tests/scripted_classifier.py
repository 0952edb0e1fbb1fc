"""A text classifier that follows a script, speaking what engine.text_classifier speaks.

`python scripted_classifier.py MODE`: `well` scores by words of the text, and ends at the word `die`; `silent`
never says that it is ready; `slow` is ready and then answers nothing; `deaf` listens no more once it is
ready; `babbles` answers what is no JSON.
"""

import json
import os
import sys
import time


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> None:
    mode = sys.argv[1]
    if mode == "silent":
        time.sleep(60)
    if mode == "deaf":
        os.close(0)
    say(json.dumps({"ready": True}))
    if mode == "deaf":
        time.sleep(60)
    for line in sys.stdin:
        text = json.loads(line)["text"]
        if mode == "slow":
            time.sleep(60)
        if "die" in text:
            sys.exit(3)
        if mode == "babbles":
            say("hello there")
        elif "broken" in text:
            say(json.dumps({"error": "ValueError: broken"}))
        else:
            say(json.dumps({"scores": {"toxic": 0.95 if "toad" in text else 0.05, "fine": 0.5}}))


if __name__ == "__main__":
    main()
