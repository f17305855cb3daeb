using System.Text.Json;
using OmniForge.Files.Linting;
using OmniForge.Skills;
using OmniForge.Skills.Linting;

namespace OmniForge.Cli.Lint.Reports;

/// <summary>Findings as SARIF 2.1.0, for code hosts and editors; columns count UTF-16 units.</summary>
internal static class SarifReport
{
    public static string Write(LintReport report) => JsonText.Of(json =>
    {
        var rules = report.Findings.Select(found => found.Finding.Id).Distinct().Order(StringComparer.Ordinal).ToList();
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, rules);
        json.WriteString("columnKind", "utf16CodeUnits");
        WriteInvocation(json, report);
        json.WriteStartArray("results");
        foreach (var (file, finding) in report.Findings)
        {
            WriteResult(json, file, finding, rules.IndexOf(finding.Id));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteTool(Utf8JsonWriter json, List<string> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "omniforge");
        json.WriteString("semanticVersion", JsonText.Version);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json, LintReport report)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", !report.Incomplete);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var sentence in report.Problems.Concat(report.Files.Where(file => file.Fault is not null).Select(file => $"{file.Shown}: {file.Fault}")))
        {
            json.WriteStartObject();
            json.WriteString("level", "error");
            json.WriteStartObject("message");
            json.WriteString("text", sentence);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, LintedFile file, LintFinding finding, int rule)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Id);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", finding.Severity switch
        {
            SkillSeverity.Error => "error",
            SkillSeverity.Warning => "warning",
            _ => "note",
        });
        WriteMessage(json, "message", finding.Message);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        WriteFile(json, file.Shown);
        WriteRegion(json, "region", finding.Start, finding.End);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("omniforge/v1", finding.Fingerprint(file.Shown));
        json.WriteEndObject();
        WriteFixes(json, file.Shown, finding.Fixes);
        json.WriteStartObject("properties");
        json.WriteStartArray("profiles");
        foreach (var profile in finding.Profiles)
        {
            json.WriteStringValue(ProfileNames.Of(profile));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFixes(Utf8JsonWriter json, string path, IReadOnlyList<PlacedFix> fixes)
    {
        // SARIF knows no fix without an edit.
        var usable = fixes.Where(fix => fix.Edits.Count > 0).ToList();
        if (usable.Count == 0)
        {
            return;
        }

        json.WriteStartArray("fixes");
        foreach (var fix in usable)
        {
            json.WriteStartObject();
            WriteMessage(json, "description", fix.Title);
            json.WriteStartArray("artifactChanges");
            json.WriteStartObject();
            WriteFile(json, path);
            json.WriteStartArray("replacements");
            foreach (var edit in fix.Edits)
            {
                json.WriteStartObject();
                WriteRegion(json, "deletedRegion", edit.Start, edit.End);
                WriteMessage(json, "insertedContent", edit.NewText);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFile(Utf8JsonWriter json, string path)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Address(path));
        json.WriteEndObject();
    }

    private static string Address(string path)
    {
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return path.StartsWith('/') ? "file://" + escaped : escaped;
    }

    private static void WriteRegion(Utf8JsonWriter json, string name, TextPlace start, TextPlace end)
    {
        json.WriteStartObject(name);
        json.WriteNumber("startLine", start.Line);
        json.WriteNumber("startColumn", start.Utf16Column);
        json.WriteNumber("endLine", end.Line);
        json.WriteNumber("endColumn", end.Utf16Column);
        json.WriteNumber("charOffset", start.Offset);
        json.WriteNumber("charLength", end.Offset - start.Offset);
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
