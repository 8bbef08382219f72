"""The Python SDK, unchanged but for its addresses: every answer that it reads is held against the schemas too."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from ordercloud import OrderCloudClient, OrderCloudConfig, ResponseContext, paginate
from ordercloud.models.misc import OrderDirection
from ordercloud.models.shared import ListPage

from desktop.sandbox.ordercloud.plans import CASCADE, STAFF_ROLES, Plan
from tests.sandbox.ordercloud.schemas import check_answer
from tests.sandbox.ordercloud.shops import FORM, Shop

IN = OrderDirection.Incoming
RELICS = {"LineItems"}
"""What old orders still carry (contract 6.3) and the SDK's models no longer know."""


@asynccontextmanager
async def stranger(
    shop: Shop,
    plan: Plan = CASCADE,
    *,
    scopes: tuple[str, ...] = STAFF_ROLES,
    secret: str | None = None,
    retries: int = 0,
) -> AsyncIterator[OrderCloudClient]:
    """The SDK, signed in as the marketplace's service."""
    api = str(shop.root.base_url).rstrip("/")
    config = OrderCloudConfig(
        client_id=plan.service,
        client_secret=plan.secret if secret is None else secret,
        base_url=f"{api}/v1",
        auth_url=f"{api}{FORM}",
        scopes=scopes,
        max_retries=retries,
        retry_backoff=0.0,
    )
    async with OrderCloudClient(config) as client:
        client.add_after_response(_held_against_the_schema)
        yield client


async def _held_against_the_schema(context: ResponseContext) -> None:
    await check_answer(context.response)


async def ids(listed: Callable[..., Awaitable[ListPage[Any]]], *arguments: str, **query: Any) -> set[str]:  # noqa: ANN401
    """The IDs of all pages; each row was read by the SDK's model, which knows each of its members."""
    found = [row async for row in paginate(listed, *arguments, **query)]
    assert {name for row in found for name in row.model_extra} <= RELICS
    assert len({row.id for row in found}) == len(found)
    return {row.id for row in found}
