using System.CommandLine;
using System.Globalization;
using OmniForge.Cli.CommandLine;
using OmniForge.Skills.Tables;

namespace OmniForge.Cli.Lint;

/// <summary>`tables`: what the rules know about fields, tools and clients, and how old that is.</summary>
internal static class TablesCommand
{
    public static Command Create(Verbs verbs) => verbs.Doing(
        new Command("tables", "Show the built-in tables of fields, tools, names, models and clients: version, age and sources."),
        (_, _) =>
        {
            var today = DateOnly.FromDateTime(verbs.Context.Time.GetUtcNow().UtcDateTime);
            verbs.Context.Terminal.Line($"Version {SkillTables.Version}. A table is old after {SkillTables.MaxAgeDays} days; it then only advises.");
            verbs.Context.Terminal.Line();
            Output.Tables.Write(
                verbs.Context.Terminal,
                ["table", "verified on", "state", "sources"],
                [.. SkillTables.All.Select(table => (IReadOnlyList<string>)
                [
                    table.Name, table.VerifiedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), table.IsStaleOn(today) ? "old" : "fresh",
                    string.Join("; ", table.Sources.Select(source => source.Document)),
                ])]);
            return Task.FromResult(LintExit.Clean);
        },
        "omniforge tables");
}
