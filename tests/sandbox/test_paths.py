"""Which routes a path can be of at all."""

from desktop.sandbox.paths import by_length


def test_routes_go_by_the_number_of_their_parts_in_their_order() -> None:
    routes = ("/a/{}", "/a", "/b/{}", "/a/{}/c")
    assert by_length(routes, str) == {2: ["/a/{}", "/b/{}"], 1: ["/a"], 3: ["/a/{}/c"]}
