#include "business/company/imports/imports_api.h"

namespace bihuan::imports {

namespace {

void add_part_schemas(http::Schemas& schemas) {
    schemas["ImportKinds"] =
        R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{
        "type":"object","required":["kind","label","columns"],"properties":{
        "kind":{"type":"string"},"label":{"type":"string"},
        "columns":{"type":"array","items":{"type":"object",
        "required":["name","required","kind","label","synonyms"],"properties":{
        "name":{"type":"string"},"required":{"type":"boolean"},"kind":{"type":"string"},
        "label":{"type":"string"},
        "synonyms":{"type":"array","items":{"type":"string"}}}}}}}}}})";
    schemas["ImportIssue"] =
        R"({"type":"object","required":["row","column","cell","code","found","message"],
        "properties":{"row":{"type":["integer","null"]},"column":{"type":["string","null"]},
        "cell":{"type":["string","null"]},"code":{"type":"string"},
        "found":{"type":["string","null"]},"message":{"type":"string"}}})";
    schemas["ImportRemark"] =
        R"({"type":"object","required":["code","count","rows","found","message"],"properties":{
        "code":{"type":"string"},"count":{"type":"integer"},
        "rows":{"type":"array","items":{"type":"integer"}},"found":{"type":"string"},
        "message":{"type":"string"}}})";
}

}  // namespace

void add_schemas(http::Schemas& schemas) {
    add_part_schemas(schemas);
    schemas["Import"] =
        R"({"type":"object","required":["id","kind","file_name","status","columns","mapping",
        "rows_read","rows_added","rows_changed","rows_unchanged","rows_failed","issue_count",
        "options","job_id","version","created_at"],"properties":{"id":{"type":"string"},
        "kind":{"type":"string"},"file_name":{"type":"string"},"file_bytes":{"type":"integer"},
        "status":{"type":"string",
        "enum":["checking","checked","accepting","accepted","failed","cancelled"]},
        "columns":{"type":"array","items":{"type":"string"}},
        "mapping":{"type":"object","additionalProperties":{"type":["string","null"]}},
        "preview":{"type":"array","items":{"type":"array","items":{"type":"string"}}},
        "created":{"type":"object","additionalProperties":{"type":"integer"}},
        "top_rows":{"type":"array","items":{"type":"object","required":["row","cells"],
        "properties":{"row":{"type":"integer"},
        "cells":{"type":"array","items":{"type":"string"}}}}},
        "sheet":{"type":"string"},
        "sheets":{"type":"array","items":{"type":"string"}},
        "units_in_doubt":{"type":"array","items":{"type":"string"}},
        "encoding":{"type":"string"},
        "remarks":{"type":"array","items":{"$ref":"#/components/schemas/ImportRemark"}},
        "rows_skipped":{"type":"integer"},
        "rows_read":{"type":"integer"},"rows_added":{"type":"integer"},
        "rows_changed":{"type":"integer"},"rows_unchanged":{"type":"integer"},
        "rows_failed":{"type":"integer"},
        "issues":{"type":"array","items":{"$ref":"#/components/schemas/ImportIssue"}},
        "issue_count":{"type":"integer"},
        "issue_counts":{"type":"object","additionalProperties":{"type":"integer"}},
        "options":{"$ref":"#/components/schemas/ImportOptions"},
        "job_id":{"type":["string","null"]},"version":{"type":"integer"},
        "created_at":{"type":"string"}}})";
    schemas["ImportPage"] =
        R"({"type":"object","required":["items","next","total"],"properties":{
        "items":{"type":"array","items":{"$ref":"#/components/schemas/Import"}},
        "next":{"type":["string","null"]},"total":{"type":"integer"}}})";
    schemas["ImportChange"] =
        R"({"type":"object","properties":{
        "mapping":{"type":"object","additionalProperties":{"type":["string","null"]}},
        "options":{"$ref":"#/components/schemas/ImportOptions"}}})";
    schemas["ImportOptions"] =
        R"({"type":"object","properties":{"create_missing":{"type":"boolean"},
        "add_up":{"type":"boolean"},"sheet":{"type":"string"},"encoding":{"type":"string"},
        "header_row":{"type":"integer","minimum":0,"maximum":1048576},
        "day_order":{"type":"string","enum":["","ymd","mdy","dmy"]},
        "units":{"type":"object","additionalProperties":{"type":"string",
        "enum":["base","box","pallet"]}}}})";
    schemas["ImportJob"] =
        R"({"type":"object","required":["id","job_id"],"properties":{
        "id":{"type":"string"},"job_id":{"type":"string"}}})";
}

}  // namespace bihuan::imports
