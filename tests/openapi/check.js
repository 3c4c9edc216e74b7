// Validates the description by the OpenAPI 3.1 schema, and answers by the schemas it gives them.
//   check.js OPENAPI < [{"what": ..., "operation": ["get", "/health"], "status": 200, "type": ..., "body": ...}, ...]
// Prints one line for each fault; exit code 1 when there is one.
const { readFileSync } = require("node:fs");
const Ajv = require("ajv/dist/2020").default;
const formats = require("ajv-formats").default;

async function main() {
  const description = JSON.parse(readFileSync(process.argv[2], "utf8"));
  const answers = JSON.parse(readFileSync(0, "utf8"));
  const faults = [];

  const { Validator } = await import("@seriousme/openapi-schema-validator");
  const valid = await new Validator().validate(structuredClone(description));
  if (!valid.valid) faults.push(`the description: ${JSON.stringify(valid.errors)}`);

  const ajv = new Ajv({ strict: false, allErrors: true });
  formats(ajv);
  ajv.addSchema(description, "openapi");
  const follow = (one) => ("$ref" in one
    ? one.$ref.slice(2).split("/").reduce((at, step) => at[step], description) : one);
  const pointer = (steps) => steps.map((step) => encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");

  for (const { what, operation: [method, path], status, type, body } of answers) {
    const own = ["paths", path, method, "responses", String(status)];
    const listed = description.paths[path]?.[method]?.responses?.[status];
    if (!listed) {
      faults.push(`${what}: ${status} is not described`);
      continue;
    }
    const content = follow(listed).content ?? {};
    if (!(type in content)) {
      faults.push(`${what}: ${status} as ${type} is not described`);
      continue;
    }
    const place = "$ref" in listed ? listed.$ref.slice(2).split("/") : own;
    const check = ajv.getSchema(`openapi#/${pointer([...place, "content", type, "schema"])}`);
    if (!check(body)) faults.push(`${what}: ${ajv.errorsText(check.errors.slice(0, 5))}`);
  }
  for (const fault of faults) console.log(fault);
  if (faults.length === 0) console.log(`${answers.length} answers as described`);
  process.exit(faults.length === 0 ? 0 : 1);
}

main();
