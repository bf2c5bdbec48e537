"""What the schema says beside DRF's own knowledge: every refusal, and where a version is required."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent

PROBLEM = {"type": "object", "required": ["detail"], "properties": {"detail": {"type": "string"}}}
COMPONENTS = {
    "Problem": PROBLEM,
    "Invalid": {
        "type": "object",
        "description": "What is wrong, by field; `detail` where the request as a whole could not be read.",
        "additionalProperties": {},
    },
    "Conflict": {
        **PROBLEM,
        "properties": {
            **PROBLEM["properties"],  # type: ignore[dict-item]
            "current": {"type": "object", "additionalProperties": {}, "description": "The record as it stands now."},
        },
    },
}
REFUSALS = {
    "400": ("Invalid", "Something sent is wrong."),
    "401": ("Problem", "No token or session, or one that is no longer good."),
    "403": ("Problem", "You see this, but may not do it."),
    "404": ("Problem", "There is no such thing among those that you see."),
    "409": ("Conflict", "Somebody changed the record in the meantime, or its state does not allow this."),
    "413": ("Problem", "Too large."),
    "415": ("Problem", "Only JSON is read."),
    "503": ("Problem", "The file cannot be made here and now; `detail` says why."),
    "429": ("Problem", "Too many requests; `Retry-After` says in how many seconds to go on."),
}


class ApiSchema(AutoSchema):
    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation = super().get_operation(*args, **kwargs)
        if operation is not None:
            for status in self.get_refusals(operation):
                operation["responses"].setdefault(status, self.refusal(status))
        return operation

    def _get_parameters(self) -> list[dict[str, Any]]:
        """A parameter without a value is one not given: a form's empty filter, say."""
        parameters = super()._get_parameters()
        return [one | {"allowEmptyValue": True} if one["in"] == "query" else one for one in parameters]

    def get_refusals(self, operation: dict[str, Any]) -> list[str]:
        places = {parameter["in"] for parameter in operation.get("parameters", [])}
        refusals = ["401", "429"]
        if "path" in places:
            refusals.append("404")
        if "query" in places or "requestBody" in operation:
            refusals.append("400")
        if any(parameter["name"] == "format" for parameter in operation.get("parameters", [])):
            refusals += ["413", "503"]
        if self.method != "GET":
            refusals += ["400", "403", "409", "413", "415"]
        return refusals

    def refusal(self, status: str) -> dict[str, Any]:
        name, description = REFUSALS[status]
        component = ResolvedComponent(name=name, type=ResolvedComponent.SCHEMA, schema=COMPONENTS[name], object=name)
        self.registry.register_on_missing(component)
        return {"description": description, "content": {"application/json": {"schema": component.ref}}}


def require_versions(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """PUT and PATCH take the same fields as POST, but not without the version."""
    for operations in result["paths"].values():
        for method in operations.keys() & {"put", "patch"}:
            content = operations[method]["requestBody"]["content"]["application/json"]
            content["schema"] = {"allOf": [content["schema"], {"type": "object", "required": ["version"]}]}
            operations[method]["requestBody"]["required"] = True
    return result
