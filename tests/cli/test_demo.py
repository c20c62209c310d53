import re
import signal
import socket
import time
from http.client import HTTPConnection

from weighin.cli.demo import sample_roundups


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_the_demo_reads_every_sample_and_an_article_of_ones_own_once(weighin, tmp_path, samples):
    mine = tmp_path / "mine.txt"
    mine.write_bytes(b"A title of my own\n\n" + (samples / "harbour-summit-2024.txt").read_bytes())
    first = weighin("demo", "--no-serve", mine)
    assert (first.returncode, first.stderr) == (0, "")
    for sample in sample_roundups():
        assert re.search(rf"{re.escape(sample.name)}: \d+ panelists", first.stdout)
    assert "mine.txt: 8 panelists" in first.stdout
    assert "read before" not in first.stdout
    again = weighin("demo", "--no-serve", mine)
    assert again.stdout.count("(read before)") == len(sample_roundups()) + 1


def test_an_article_that_cannot_be_read_does_not_stop_the_demo(weighin):
    result = weighin("demo", "--no-serve", "nothing.html")
    assert result.returncode == 7
    assert "not read: nothing.html: there is no such file" in result.stderr
    assert "harbour-summit-2024.txt: " in result.stdout


def test_the_demo_says_where_to_look_and_stops_when_told(started):
    port = free_port()
    process = started("demo", "--port", port)
    said = ""
    while "Stop it with Ctrl-C" not in said:
        line = process.stdout.readline()
        assert line, process.stderr.read()
        said += line
    assert f"Weigh-In is on http://127.0.0.1:{port}" in said
    (page, *_) = re.findall(rf"http://127\.0\.0\.1:{port}(/roundups/\S+)", said)
    assert "Four flags in one harbour" in _text(port, "/")
    assert "Four flags in one harbour" in _text(port, page)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode in {0, 130}


def _text(port, path):
    for _ in range(200):  # the server says so a moment before it listens
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return answer.read().decode() if answer.status == 200 else f"{answer.status}"
        finally:
            connection.close()
    return "no server"
