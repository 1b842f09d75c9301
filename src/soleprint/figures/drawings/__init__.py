"""Drawings of people (SVG) made into views: layers by their names, a scale line, curves as points.

``content/views/README.md`` says how one is drawn.
"""
