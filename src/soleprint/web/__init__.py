"""The page ``soleprint studio`` opens: what the command line can make, to click instead of type.

It offers the products and options that there are, from their files and from the option model; it knows none by name.
Only ``soleprint studio`` imports this room, and with it Werkzeug and Waitress.

The modules ``*_screen`` answer addresses of the server. Those named ``*_calls`` run in the process that makes products
(``maker``), which the screens call by name (``calls``).
"""
