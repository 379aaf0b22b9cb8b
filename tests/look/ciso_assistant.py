"""Loads a library with CISO Assistant's own loader. Usage: ciso_assistant.py CHECKOUT LIBRARY.yaml

CHECKOUT is a copy of github.com/intuitem/ciso-assistant-community. Its loader (backend/library/utils.py) and the checks of
its library builder (backend/library/builder.py) run as they are; only the database behind them is a dictionary. Needs PyYAML.
"""

import importlib.util
import re
import sys
import types
from pathlib import Path
from unittest.mock import MagicMock

import yaml


class Related:
    """The other side of a many-to-many field."""

    def __init__(self):
        self.rows = []

    def exists(self):
        return bool(self.rows)

    def set(self, rows):
        self.rows = list(rows)

    all = exists


class Rows(list):
    def first(self):
        return self[0] if self else None

    def exists(self):
        return bool(self)

    def exclude(self, **_):
        return Rows()

    def delete(self):
        pass


class Objects:
    """What Django calls a manager."""

    def __init__(self, model):
        self.model, self.rows = model, {}

    def create(self, **fields):
        assert fields["urn"] not in self.rows, f"{fields['urn']} is there already"
        for field, most in (("urn", 255), ("ref_id", 100), ("name", 200), ("provider", 200)):
            assert len(fields.get(field) or "") <= most, (field, fields[field])
        row = self.model()
        row.__dict__.update(fields)
        self.rows[fields["urn"]] = row
        return row

    def get(self, urn, **_):
        if urn not in self.rows:
            raise self.model.DoesNotExist(urn)
        return self.rows[urn]

    def filter(self, urn=None, **_):
        return Rows([self.rows[urn]] if urn in self.rows else [])

    def update_or_create(self, urn, defaults, **fields):
        return self.create(urn=urn, **fields, **defaults), True


def model(name, **attributes):
    kind = type(name, (), attributes)
    kind.DoesNotExist = type("DoesNotExist", (Exception,), {})
    kind.objects = Objects(kind)
    kind.__init__ = lambda self: self.__dict__.update(threats=Related(), reference_controls=Related(), library_id=None)
    kind.clean = lambda self: None
    return kind


def constants(models, class_name):
    """Reads lists of choices out of a model, without Django and whatever Python it is written for."""
    own = models[models.index(f"\nclass {class_name}("):]
    for name in ("CATEGORY", "CSF_FUNCTION"):
        choices = re.search(rf"^    {name} = \[$(.*?)^    \]$", own, re.M | re.S).group(1)
        yield name, [(code, code) for code in re.findall(r'^        \("(\w+)", ', choices, re.M)]


def modules(models):
    core = MagicMock()
    core.ReferenceControl = model("ReferenceControl", **dict(constants(models, "ReferenceControl")))
    core.RequirementNode = model("RequirementNode", DisplayMode=MagicMock())
    core.Threat, core.Framework = model("Threat"), model("Framework")
    metrology = MagicMock()
    metrology.MetricDefinition.Category.choices = []
    errors = types.SimpleNamespace(IntegrityError=Exception, OperationalError=Exception)
    return {
        "core": MagicMock(), "core.models": core, "sec_intel": MagicMock(), "sec_intel.models": MagicMock(),
        "metrology": MagicMock(), "metrology.models": metrology, "iam": MagicMock(), "iam.models": MagicMock(),
        "django": MagicMock(), "django.db": MagicMock(), "django.db.utils": errors, "django.utils": MagicMock(),
        "django.utils.translation": MagicMock(), "structlog": MagicMock(),
    }


def load(path, name):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def main(checkout, library):
    backend = Path(checkout) / "backend"
    models = (backend / "core/models.py").read_text()
    known = modules(models)
    sys.modules.update(known)
    sys.modules["library"] = types.ModuleType("library")
    sys.modules["library"].__path__ = []
    load(backend / "library/helpers.py", "library.helpers")
    loader, builder = (load(backend / f"library/{name}.py", f"library.{name}") for name in ("utils", "builder"))

    data = yaml.safe_load(Path(library).read_bytes())
    missing = {"urn", "name", "version", "objects", *loader.LibraryImporter.REQUIRED_FIELDS} - set(data)
    assert not missing, missing
    urn = re.compile(re.search(r'^URN_REGEX = r"(.*)"$', models, re.M).group(1))
    assert isinstance(data["version"], int) and urn.match(data["urn"]), data["urn"]
    assert len(data["copyright"]) <= 4096 and len(data["name"]) <= 200 and len(data["provider"]) <= 200
    objects = builder.normalize_objects(data["objects"])
    assert objects == data["objects"], "spelled in a way that is going away"
    wrong = builder.check_document_shape(objects) + builder._check_field_lengths(objects)
    assert not wrong, wrong[:5]

    stored = types.SimpleNamespace(**{**data, "content": objects, "dependencies": []})
    importer = loader.LibraryImporter(stored)
    error = importer.init()
    assert error is None, error
    importer.import_objects(types.SimpleNamespace(provider=data["provider"], locale=data["locale"], default_locale=True, urn=data["urn"]))

    rows = {name: getattr(known["core.models"], name).objects.rows for name in ("Threat", "ReferenceControl", "Framework", "RequirementNode")}
    nodes = rows["RequirementNode"]
    assert all(urn.match(name) for kind in rows.values() for name in kind)
    assert all(node.parent_urn in nodes for node in nodes.values() if node.parent_urn), "a parent is missing"
    for name, kind in rows.items():
        print(f"{name}: {len(kind)}")
    for framework in rows["Framework"]:
        own = [node for node in nodes.values() if node.framework.urn == framework]
        links = [sum(len(getattr(node, field).rows) for node in own) for field in ("threats", "reference_controls")]
        print(f"{framework}: {len(own)} nodes, {sum(node.assessable for node in own)} assessable, {links[0]} threats, {links[1]} controls")
    for mappings in data["objects"].get("requirement_mapping_sets", []):
        assert mappings["source_framework_urn"] in rows["Framework"] and mappings["target_framework_urn"] in rows["Framework"]
        for mapping in mappings["requirement_mappings"]:
            assert mapping["source_requirement_urn"] in nodes and mapping["target_requirement_urn"] in nodes, mapping
        print(f"{mappings['ref_id']}: {len(mappings['requirement_mappings'])} mappings")


main(*sys.argv[1:])
