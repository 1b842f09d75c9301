"""The construction of the hands in ``content/hands``: bones in the picture plane, flesh round them, lines and fills.

It is a tool for those who change the drawings and no part of the program: ``python -m handposes`` (with ``src`` on the
path) writes every file of ``content/hands`` anew. Everything is in millimetres of an adult RIGHT hand, y upwards.
"""
