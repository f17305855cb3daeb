using System.Globalization;
using OmniForge.Skills.Parsing;
using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Linting;

/// <summary>Turns the nodes of a configuration into settings and reports everything it does not know (OF8008).</summary>
internal sealed class LintConfigReader
{
    private const string Id = "OF8008";
    private const int MostLines = 100_000;

    private static readonly string[] Keys = ["version", "profiles", "rules", "fields", "tools", "layers", "exclude", "baseline", "fail-on"];
    private static readonly string[] LayerNames = ["agent", "tenant", "public", "global"];
    private static readonly string[] FieldKinds = ["text", "boolean", "number", "list", "map", "any"];
    private static readonly string[] Levels = ["error", "warning", "info", SeverityNames.Off];

    private readonly List<SkillDiagnostic> _findings = [];

    public IReadOnlyList<SkillDiagnostic> Findings => _findings;

    public LintConfig Read(string text, YamlResult read)
    {
        foreach (var finding in read.Findings)
        {
            Report(finding.Span, finding.Message);
        }

        if (read.Error is { } error)
        {
            Report(
                error.Span with { Length = Math.Min(error.Span.Length, 1) },
                "The file cannot be read from here on, so none of its settings count. Write 'key: value' lines and indent with blanks.");
        }

        var config = LintConfig.Default;
        foreach (var (key, name, value) in Pairs(read.Root, "The file must hold 'key: value' lines."))
        {
            config = Take(config, key, name, value);
        }

        return config;
    }

    private LintConfig Take(LintConfig config, ScalarNode key, string name, Node value)
    {
        switch (name)
        {
            case "version":
                if (Text(value) != "1")
                {
                    Report(value.Span, "This program knows version 1 of this file. Write 1.");
                }

                return config;
            case "profiles":
                return config with { Profiles = Profiles(value) };
            case "rules":
                return config with { Rules = Rules(value) };
            case "fields":
                return config with { Known = config.Known with { Fields = Fields(value) } };
            case "tools":
                return config with { Known = config.Known with { Tools = Tools(value) } };
            case "layers":
                return config with { Layers = Layers(value) };
            case "exclude":
                return config with { Exclude = [.. Texts(value, "exclude").Select(Glob).OfType<PathGlob>()] };
            case "baseline":
                return config with { Baseline = OneText(value, "baseline", "a path") };
            case "fail-on":
                return config with { FailOn = Word(value, FailLevels.All) is { } word ? FailLevels.Find(word) : null };
            default:
                Unknown(key, "setting", Keys);
                return config;
        }
    }

    private List<ProfileFiles> Profiles(Node value)
    {
        var found = new List<ProfileFiles>();
        foreach (var item in Items(value, "'profiles' must be a list of { files: PATTERN, profile: NAME }."))
        {
            PathGlob? files = null;
            SkillProfile? profile = null;
            foreach (var (key, name, inner) in Pairs(item, "Write { files: PATTERN, profile: NAME } here."))
            {
                switch (name)
                {
                    case "files":
                        files = inner is ScalarNode pattern ? Glob(pattern) : Wrong<PathGlob>(inner, "'files' must be one pattern.");
                        break;
                    case "profile":
                        profile = Word(inner, ProfileNames.All) is { } word ? ProfileNames.Find(word) : null;
                        break;
                    default:
                        Unknown(key, "setting", ["files", "profile"]);
                        break;
                }
            }

            if (files is not null && profile is { } known)
            {
                found.Add(new(files, known));
            }
        }

        return found;
    }

    private RuleSettings Rules(Node value)
    {
        var severities = new Dictionary<string, SkillSeverity?>(StringComparer.Ordinal);
        var lines = RuleSettings.Default.MaxLines;
        foreach (var (key, id, setting) in Pairs(value, "'rules' must hold 'ID: severity' lines."))
        {
            if (!RuleIds.IsKnown(id))
            {
                Report(key.Span, $"There is no rule '{id}', so this line has no effect.{Nearest.Question(RuleIds.Near(id))}", Meant(key, RuleIds.Near(id)));
                continue;
            }

            if (setting is not MapNode)
            {
                Severity(severities, id, setting);
                continue;
            }

            foreach (var (part, name, inner) in Pairs(setting, ""))
            {
                switch (name)
                {
                    case "severity":
                        Severity(severities, id, inner);
                        break;
                    case "max-lines" when id == "OF6001":
                        lines = Number(inner) ?? lines;
                        break;
                    default:
                        Unknown(part, "setting of this rule", id == "OF6001" ? ["severity", "max-lines"] : ["severity"]);
                        break;
                }
            }
        }

        return new(severities, lines);
    }

    private void Severity(Dictionary<string, SkillSeverity?> severities, string id, Node value)
    {
        if (Word(value, Levels) is { } word)
        {
            severities[id] = SeverityNames.Find(word);
        }
    }

    private int? Number(Node value)
    {
        if (int.TryParse(Text(value), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostLines)
        {
            return number;
        }

        Report(value.Span, $"This must be a whole number from 1 to {MostLines}.");
        return null;
    }

    private HashSet<string> Fields(Node value)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, name, about) in Pairs(value, "'fields' must hold 'name: { type: KIND, note: TEXT }' lines."))
        {
            fields.Add(name);
            foreach (var (key, part, inner) in Pairs(about, "Write { type: KIND, note: TEXT } here."))
            {
                _ = part switch
                {
                    "type" => Word(inner, FieldKinds),
                    "note" => OneText(inner, "note", "one text"),
                    _ => Unknown(key, "setting", ["type", "note"]),
                };
            }
        }

        return fields;
    }

    private HashSet<string> Tools(Node value)
    {
        var tools = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, name, inner) in Pairs(value, "'tools' must hold 'extra: [NAME, ...]'."))
        {
            if (name == "extra")
            {
                tools.UnionWith(Texts(inner, "extra").Select(item => item.Text));
            }
            else
            {
                Unknown(key, "setting", ["extra"]);
            }
        }

        return tools;
    }

    private Dictionary<string, string> Layers(Node value)
    {
        var layers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, name, inner) in Pairs(value, "'layers' must hold 'layer: folder' lines."))
        {
            if (!LayerNames.Contains(name))
            {
                Unknown(key, "layer", LayerNames);
            }
            else if (OneText(inner, name, "a folder") is { } folder)
            {
                layers[name] = folder.TrimEnd('/');
            }
        }

        return layers;
    }

    private PathGlob? Glob(ScalarNode pattern)
    {
        var glob = PathGlob.Parse(pattern.Text, out var problem);
        if (problem is not null)
        {
            Report(pattern.Span, $"This pattern fits no file: {problem}.");
        }

        return glob;
    }

    private string? Word(Node value, IReadOnlyList<string> allowed)
    {
        if (value is ScalarNode scalar && allowed.Contains(scalar.Text))
        {
            return scalar.Text;
        }

        var near = value is ScalarNode given ? Nearest.Find(given.Text.ToLowerInvariant(), allowed) : null;
        Report(
            value.Span,
            $"{(value is ScalarNode word ? $"'{word.Text}' is" : "This is")} none of the words that fit here, so it has no effect.{Nearest.Question(near)} "
                + $"Use {string.Join(", ", allowed.Take(allowed.Count - 1))} or {allowed[^1]}.",
            near is null ? [] : [SkillFix.Choice($"Write '{near}'", value.Span, near)]);
        return null;
    }

    private string? OneText(Node value, string key, string what)
        => Text(value) is { Length: > 0 } text ? text : Wrong<string>(value, $"'{key}' must be {what}.");

    private IEnumerable<ScalarNode> Texts(Node value, string key)
        => Items(value, $"'{key}' must be a list of texts.")
            .Select(item => item as ScalarNode ?? Wrong<ScalarNode>(item, $"'{key}' must be a list of texts.")).OfType<ScalarNode>();

    private IReadOnlyList<Node> Items(Node value, string problem)
    {
        if (value is ListNode list)
        {
            return list.Items;
        }

        Report(value.Span, problem);
        return [];
    }

    private IEnumerable<(ScalarNode Key, string Name, Node Value)> Pairs(Node? value, string problem)
    {
        if (value is null or ScalarNode { IsNull: true })
        {
            yield break;
        }

        if (value is not MapNode map)
        {
            Report(value.Span, problem);
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, inner) in map.Pairs)
        {
            if (key is ScalarNode name && seen.Add(name.Text))
            {
                yield return (name, name.Text, inner);
            }
            else
            {
                Report(key.Span, "This key stands here twice or is no plain text, so it has no effect. Remove it.");
            }
        }
    }

    private string? Unknown(ScalarNode key, string what, IReadOnlyList<string> known)
    {
        var near = Nearest.Find(key.Text, known);
        Report(
            key.Span, $"There is no {what} '{key.Text}', so it has no effect.{Nearest.Question(near)} Known here: {string.Join(", ", known)}.",
            Meant(key, near));
        return null;
    }

    private static IReadOnlyList<SkillFix> Meant(ScalarNode key, string? near)
        => near is null ? [] : [SkillFix.Choice($"Write '{near}'", key.Span, near)];

    private T? Wrong<T>(Node value, string message)
        where T : class
    {
        Report(value.Span, message);
        return null;
    }

    private void Report(TextSpan span, string message, params IReadOnlyList<SkillFix> fixes)
        => _findings.Add(new(Id, SkillSeverity.Error, message, span) { Fixes = fixes });

    private static string? Text(Node value) => value is ScalarNode { IsNull: false } scalar ? scalar.Text : null;
}
