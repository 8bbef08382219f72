"""A vendor whose delays are such as a campaign can wait for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from desktop.records import Kind
from desktop.vendors.contract import Context, Resource, Vendor


def scaled(vendor: Vendor, lag: float, *, is_eager: bool) -> Vendor:
    """The vendor, with what is behind at all behind by so many seconds.

    is_eager: what is read of its news hourly or daily is read in every round.
    """

    def of(resource: Resource) -> Resource:
        news = tuple(replace(walk, every=timedelta()) for walk in resource.news) if is_eager else resource.news
        behind = timedelta(seconds=lag)
        return replace(resource, news=news, lag=lambda request: behind if resource.lag(request) else timedelta())

    def bind(context: Context) -> Mapping[Kind, Resource]:
        return {kind: of(resource) for kind, resource in vendor.at(context).resources.items()}

    return replace(vendor, resources=bind(Context()), bind=bind if vendor.bind else None)
