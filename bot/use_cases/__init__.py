"""The steps behind `bot.app` and `bot.desk`: each module is one thing to ask for, or a step several share.

people/ who is here. consents/ what they allow one another. clips/ from a prompt to its end. credits/ what it
costs. characters/ who is not a person. safety/ reports, penalties, operators.
"""
