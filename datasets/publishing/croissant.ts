import type { Manifest } from "../format/manifest.ts";
import type { Column, ColumnKind, Table } from "../table.ts";
import { tables } from "./card.ts";

/** A JSON-LD node. */
export type JsonLd = { readonly [key: string]: unknown };

/**
 * Describes a dataset as MLCommons Croissant 1.1 does: files with their sha256, and a record set
 * of fields for each view and table of truth.
 *
 * Croissant has no encoding format for Arrow that every reader knows; the media type registered
 * with IANA for the file format is named.
 */
export function datasetCroissant(manifest: Manifest): JsonLd {
  const { name, origin, span, files, tool } = manifest;
  const generated = origin === "generated";
  return {
    "@context": CONTEXT,
    "@type": "sc:Dataset",
    conformsTo: "http://mlcommons.org/croissant/1.1",
    name,
    description: generated
      ? "Simulated phone traffic as four observers record it, with exact truth about runaway use."
      : "Phone traffic imported from records, identifiers replaced.",
    version: `1.0.${manifest.stream}`,
    creator: { "@type": "sc:Organization", name: `billshock ${tool.billshock}` },
    ...(generated ? { license: "https://creativecommons.org/licenses/by/4.0/" } : {}),
    temporalCoverage: `${new Date(span.from).toISOString()}/${new Date(span.to).toISOString()}`,
    citeAs: `billshock ${tool.billshock}, dataset ${name}, scenario ${manifest.scenarioHash}`,
    "rai:hasSyntheticData": generated,
    "rai:personalSensitiveInformation": generated
      ? "none: no person is described"
      : "identifiers were replaced by dense numbers; traffic patterns remain",
    "rai:dataUseCases": "comparing alert rules for runaway mobile data",
    "rai:dataLimitations":
      "not for billing disputes; the density of incidents is no claim about the world",
    "rai:dataBiases": generated
      ? "as the scenario in manifest.json sets them"
      : "those of the lines that were recorded",
    distribution: [
      ...Object.entries(files).map(([path, { sha256, bytes }]) => ({
        "@type": "cr:FileObject",
        "@id": path,
        name: path,
        contentUrl: path,
        contentSize: `${bytes} B`,
        encodingFormat: ARROW,
        sha256,
      })),
      ...tables(manifest)
        .filter(isSet)
        .map(({ path }) => ({
          "@type": "cr:FileSet",
          "@id": idOf(path),
          name: idOf(path),
          encodingFormat: ARROW,
          includes: path,
        })),
    ],
    recordSet: tables(manifest).map(recordSetOf),
  };
}

const ARROW = "application/vnd.apache.arrow.file";

const CONTEXT = {
  "@language": "en",
  "@vocab": "https://schema.org/",
  sc: "https://schema.org/",
  cr: "http://mlcommons.org/croissant/",
  rai: "http://mlcommons.org/croissant/RAI/",
  dct: "http://purl.org/dc/terms/",
  citeAs: "cr:citeAs",
  column: "cr:column",
  conformsTo: "dct:conformsTo",
  data: { "@id": "cr:data", "@type": "@json" },
  dataType: { "@id": "cr:dataType", "@type": "@vocab" },
  extract: "cr:extract",
  field: "cr:field",
  fileObject: "cr:fileObject",
  fileSet: "cr:fileSet",
  includes: "cr:includes",
  recordSet: "cr:recordSet",
  source: "cr:source",
};

function isSet({ path }: { readonly path: string }): boolean {
  return path.includes("*");
}

function idOf(path: string): string {
  return path.replace(/(\/\*)?\.arrow$/, "");
}

function recordSetOf({ path, table }: { readonly path: string; readonly table: Table }): JsonLd {
  const id = `records/${idOf(path)}`;
  const source = isSet({ path })
    ? { fileSet: { "@id": idOf(path) } }
    : { fileObject: { "@id": path } };
  return {
    "@type": "cr:RecordSet",
    "@id": id,
    name: id,
    description: table.summary,
    field: table.columns.map(({ name, kind, summary }: Column) => ({
      "@type": "cr:Field",
      "@id": `${id}/${name}`,
      name,
      description: summary,
      dataType: DATA_TYPES[kind],
      source: { ...source, extract: { column: name } },
    })),
  };
}

const DATA_TYPES: Readonly<Record<ColumnKind, string>> = {
  time: "sc:DateTime",
  bytes: "cr:Float64",
  money: "cr:Float64",
  id: "cr:UInt32",
  count: "cr:UInt32",
  octet: "cr:UInt8",
  flag: "cr:UInt8",
  share: "cr:Float32",
  signed: "cr:Int32",
  category: "sc:Text",
};
