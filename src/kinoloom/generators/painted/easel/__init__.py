"""What every painter holds: noise, colour, canvas, layers, camera, light rig, grade."""
