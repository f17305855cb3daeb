using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.Skills;
using OmniForge.Skills.Linting;

namespace OmniForge.Cli.Lint;

/// <summary>`schema`: the fields of a profile as JSON Schema.</summary>
internal static class SchemaCommand
{
    public static Command Create(Verbs verbs)
    {
        var profile = new Option<string>("--profile")
        {
            Description = "Whose fields.",
            HelpName = string.Join('|', ProfileNames.All),
            DefaultValueFactory = _ => ProfileNames.Of(SkillProfile.OmniForge),
        };
        var draft = new Option<string>("--draft")
        {
            Description = "Version of JSON Schema; editors for YAML understand 7 best.",
            HelpName = "7|2020-12",
            DefaultValueFactory = _ => "7",
        };
        var command = new Command("schema", "Print the fields of a SKILL.md as JSON Schema, for editors that know nothing else.");
        command.Add(profile);
        command.Add(draft);
        return verbs.Doing(
            command,
            (parsed, _) =>
            {
                var whose = ProfileNames.Find(parsed.GetValue(profile)!)
                    ?? throw new CliException($"--profile does not know '{parsed.GetValue(profile)}'. Use {string.Join(", ", ProfileNames.All)}.", LintExit.Incomplete);
                verbs.Context.Terminal.Report(SkillSchema.Write(whose, parsed.GetValue(draft) switch
                {
                    "7" => SchemaDraft.Draft7,
                    "2020-12" => SchemaDraft.Draft202012,
                    var other => throw new CliException($"--draft does not know '{other}'. Use 7 or 2020-12.", LintExit.Incomplete),
                }));
                return Task.FromResult(LintExit.Clean);
            },
            "omniforge schema --profile claude-code > claude-code.schema.json",
            "omniforge schema --draft 2020-12");
    }
}
