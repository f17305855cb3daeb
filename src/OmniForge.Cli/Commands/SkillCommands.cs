using System.CommandLine;
using OmniForge.Agents.Workspaces;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.Files.Mirror;

namespace OmniForge.Cli.Commands;

/// <summary>`skills pull|push|status`: the skills of an agent as files in a folder.</summary>
internal static class SkillCommands
{
    public static Command Create(Verbs verbs)
    {
        var group = new Command("skills", "The skills of an agent as files: bring them into a folder, change them, send them back.")
        {
            Pull(verbs), Push(verbs), Status(verbs),
        };
        verbs.Explain(
            group,
            "omniforge skills pull \"Project report\" --folder report",
            "omniforge skills status report",
            "omniforge skills push report");
        return group;
    }

    private static Argument<string> FolderArgument
        => new("FOLDER") { Description = "A folder that was pulled. Default: this one.", DefaultValueFactory = _ => "." };

    private static Command Pull(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        var agent = new Argument<string?>("AGENT")
        {
            Description = "Name or id of the agent. Default: the one this folder belongs to.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string> folder = new("--folder") { Description = "Where its skills go. Default: this folder.", DefaultValueFactory = _ => "." };
        Option<bool> force = new("--force") { Description = "Also replace files that were changed on both sides; yours are copied aside first." };
        return verbs.Calling(
            new("pull", "Bring the skills of an agent into a folder. Files that you changed are never lost.") { agent, folder, force, json },
            call => GuardAsync(() => new SkillPull(call, Folder(call, call.Parsed.GetRequiredValue(folder))).RunAsync(
                call.Parsed.GetValue(agent), call.Value(force) ? PullClashes.CopiedAside : PullClashes.Refused, Output(call, json))),
            "omniforge skills pull \"Project report\" --folder report",
            "omniforge skills pull --folder report               bring in what changed on the server",
            "omniforge skills pull --folder report --force       take the server's; copies of yours are kept");
    }

    private static Command Push(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        var folder = FolderArgument;
        return verbs.Calling(
            new("push", "Send what changed in a folder to the draft of its agent. Changes of others are never overwritten.") { folder, json },
            call => GuardAsync(() => new SkillPush(call, Folder(call, call.Value(folder))).RunAsync(Output(call, json))),
            "omniforge skills push",
            "omniforge skills push report --json");
    }

    private static Command Status(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        var folder = FolderArgument;
        return verbs.Calling(
            new("status", "What changed in a folder and on the server since the last pull or push.") { folder, json },
            call => GuardAsync(() => new SkillStatus(call, Folder(call, call.Value(folder))).RunAsync(Output(call, json))),
            "omniforge skills status",
            "omniforge skills status report --json");
    }

    private static MirrorFolder Folder(Call call, string written)
    {
        var path = Path.GetFullPath(written, call.Context.CurrentFolder);
        return File.Exists(path) ? throw new CliException($"{written} is a file. Name a folder.") : new(path);
    }

    private static SkillOutput Output(Call call, Option<bool> json) => call.Value(json) ? SkillOutput.Json : SkillOutput.Text;

    // What the disk refuses, in its own words; nothing is lost by any of it.
    private static async Task<int> GuardAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception refused) when (refused is WorkspaceException or InvalidDataException)
        {
            throw new CliException(Sentences.Of(refused.Message));
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new CliException($"{refused.Message} Allow it for your user and try again; nothing was lost.");
        }
    }
}

/// <summary>Who reads the answer.</summary>
internal enum SkillOutput
{
    Text,
    Json,
}
