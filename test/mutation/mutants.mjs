import { parseAst } from "vitest/node";

const BINARY = {
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "===": "!==",
  "!==": "===",
  "&&": "||",
  "||": "&&",
  "??": "&&",
  "+=": "-=",
  "-=": "+=",
  "*=": "/=",
};
const CALLS = {
  min: "max",
  max: "min",
  floor: "ceil",
  ceil: "floor",
  some: "every",
  every: "some",
};

/** Kinds of node whose children hold no code that runs. */
const isType = ({ type }) =>
  type.startsWith("TS") &&
  !["TSAsExpression", "TSNonNullExpression", "TSSatisfiesExpression"].includes(type);

/**
 * Every change of one operator, number, condition, call or statement of a TypeScript source, as
 * { start, end, text }: replace what stands from start to end by text.
 */
export function mutantsOf(source) {
  const found = [];
  const add = (start, end, text) => found.push({ start, end, text });

  /** Finds the operator between two operands; comments never stand there in our sources. */
  const operator = ({ left, right, operator: sign }) => {
    const start = source.indexOf(sign, left.end);
    if (start < right.start && BINARY[sign]) add(start, start + sign.length, BINARY[sign]);
  };

  const visit = (node) => {
    if (node === null || typeof node !== "object") return;
    if (Array.isArray(node)) {
      for (const child of node) visit(child);
      return;
    }
    if (typeof node.type !== "string" || isType(node)) return;
    switch (node.type) {
      case "BinaryExpression":
      case "LogicalExpression":
      case "AssignmentExpression":
        operator(node);
        break;
      case "Literal":
        if (typeof node.value === "number")
          add(node.start, node.end, node.value === 0 ? "1" : `(${node.raw} + 1)`);
        if (typeof node.value === "boolean") add(node.start, node.end, String(!node.value));
        break;
      case "IfStatement":
        add(node.test.start, node.test.end, "true");
        add(node.test.start, node.test.end, "false");
        break;
      case "ConditionalExpression":
        add(node.test.start, node.test.end, "true");
        add(node.test.start, node.test.end, "false");
        break;
      case "UnaryExpression":
        if (node.operator === "!" || node.operator === "-")
          add(node.start, node.start + 1, node.operator === "!" ? "!!" : "+");
        break;
      case "UpdateExpression": {
        const start = node.prefix ? node.start : node.argument.end;
        add(start, start + 2, node.operator === "++" ? "--" : "++");
        break;
      }
      case "ExpressionStatement":
        if (["CallExpression", "AssignmentExpression"].includes(node.expression.type))
          add(node.start, node.end, ";");
        break;
      case "MemberExpression": {
        const { property } = node;
        if (!node.computed && CALLS[property.name])
          add(property.start, property.end, CALLS[property.name]);
        break;
      }
      default:
    }
    for (const [key, child] of Object.entries(node)) {
      // Import paths and keys of object literals are names, not values.
      if (key === "source" || (key === "key" && !node.computed)) continue;
      visit(child);
    }
  };
  visit(parseAst(source, { lang: "ts" }).body);
  return found;
}
