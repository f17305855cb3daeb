using System.Text.Json;
using OmniForge.Files.Linting;
using OmniForge.Skills;
using OmniForge.Skills.Linting;

namespace OmniForge.Cli.Lint.Reports;

/// <summary>Findings for programs. The shape is kept; a change that breaks a reader gets a new schema version.</summary>
internal static class JsonReport
{
    private const int SchemaVersion = 1;

    public static string Write(LintReport report, int exitCode) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", SchemaVersion);
        json.WriteString("tool", "omniforge");
        json.WriteString("version", JsonText.Version);
        json.WriteStartArray("files");
        foreach (var file in report.Files)
        {
            Write(json, file);
        }

        json.WriteEndArray();
        json.WriteStartArray("problems");
        foreach (var problem in report.Problems)
        {
            json.WriteStringValue(problem);
        }

        json.WriteEndArray();
        json.WriteStartObject("summary");
        json.WriteNumber("checked", report.Checked);
        json.WriteNumber("errors", report.Count(SkillSeverity.Error));
        json.WriteNumber("warnings", report.Count(SkillSeverity.Warning));
        json.WriteNumber("infos", report.Count(SkillSeverity.Information) + report.Count(SkillSeverity.Hint));
        json.WriteNumber("fixable", report.Fixable);
        json.WriteNumber("kept", report.Files.Sum(file => file.Kept));
        json.WriteNumber("exitCode", exitCode);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, LintedFile file)
    {
        if (file.Findings.Count == 0 && file.Fault is null)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("path", file.Shown);
        Texts(json, "profiles", file.Profiles.Select(ProfileNames.Of));
        if (file.Fault is { } fault)
        {
            json.WriteString("fault", fault);
        }

        json.WriteStartArray("findings");
        foreach (var finding in file.Findings)
        {
            Write(json, finding, file.Shown);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LintFinding finding, string path)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Id);
        json.WriteString("severity", SeverityNames.Of(finding.Severity));
        json.WriteString("message", finding.Message);
        Texts(json, "profiles", finding.Profiles.Select(ProfileNames.Of));
        if (finding.KeyPath.Length > 0)
        {
            json.WriteString("field", finding.KeyPath);
        }

        Write(json, "start", finding.Start);
        Write(json, "end", finding.End);
        json.WriteString("fingerprint", finding.Fingerprint(path));
        json.WriteStartArray("fixes");
        foreach (var fix in finding.Fixes)
        {
            json.WriteStartObject();
            json.WriteString("title", fix.Title);
            json.WriteString("kind", FixNames.Of(fix.Kind));
            json.WriteStartArray("edits");
            foreach (var edit in fix.Edits)
            {
                json.WriteStartObject();
                Write(json, "start", edit.Start);
                Write(json, "end", edit.End);
                json.WriteString("text", edit.NewText);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Lines and columns count from 1, offsets from 0.
    private static void Write(Utf8JsonWriter json, string name, TextPlace place)
    {
        json.WriteStartObject(name);
        json.WriteNumber("line", place.Line);
        json.WriteNumber("column", place.Column);
        json.WriteNumber("utf16Column", place.Utf16Column);
        json.WriteNumber("utf16Offset", place.Offset);
        json.WriteNumber("byteOffset", place.Byte);
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}

/// <summary>Kinds of fixes as reports write them.</summary>
internal static class FixNames
{
    public static string Of(FixKind kind) => kind switch
    {
        FixKind.Safe => "safe",
        FixKind.Choice => "choice",
        _ => "platform",
    };
}
