using OmniForge.Skills;

namespace OmniForge.Cli.Lint.Reports;

/// <summary>Colours of a report, or none.</summary>
internal sealed class Paint
{
    private readonly bool _on;

    private Paint(bool on) => _on = on;

    public static Paint None { get; } = new(false);

    public static Paint Colors { get; } = new(true);

    public string Bold(string text) => With("1", text);

    public string Faint(string text) => With("2", text);

    public string Error(string text) => With("1;31", text);

    public string Added(string text) => With("32", text);

    public string Removed(string text) => With("31", text);

    public string Level(SkillSeverity severity, string text) => With(
        severity switch
        {
            SkillSeverity.Error => "1;31",
            SkillSeverity.Warning => "1;33",
            _ => "1;36",
        },
        text);

    private string With(string code, string text) => _on ? $"\e[{code}m{text}\e[0m" : text;
}
