"""An RTSP server that plays a film, from its beginning and at its own pace, to everybody who asks: PORT FILM.

Port 0 takes one that is free; the port is printed. Ends with its standard input.
Debian: gir1.2-gst-rtsp-server-1.0 python3-gi gstreamer1.0-plugins-good gstreamer1.0-plugins-bad
"""

import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer

Gst.init(None)
for needed in ("qtdemux", "h264parse", "rtph264pay"):
    if Gst.ElementFactory.find(needed) is None:
        sys.exit("GStreamer has no " + needed)

port, film = sys.argv[1:]
media = GstRtspServer.RTSPMediaFactory()
media.set_launch(
    f'( filesrc location="{film}" ! qtdemux ! h264parse config-interval=-1 ! rtph264pay name=pay0 pt=96 )'
)
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service(port)
server.get_mount_points().add_factory("/street", media)
if server.attach(None) == 0:
    sys.exit("port " + port + " is taken")
print(server.get_bound_port(), flush=True)

loop = GLib.MainLoop()
GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IOCondition.HUP, lambda *_: loop.quit())
loop.run()
