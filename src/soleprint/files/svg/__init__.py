"""SVG files of people: elements with their places, shapes as segments, transforms, the viewport. Nothing is fetched."""
