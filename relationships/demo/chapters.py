"""What apps to the right add to the demo: dotted names of functions that take the scene, entered in AppConfig.ready()."""

chapters: list[str] = []
