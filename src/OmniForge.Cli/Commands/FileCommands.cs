using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`files put|list|get`.</summary>
internal static class FileCommands
{
    /// <summary>Largest file the contract takes, in bytes.</summary>
    public const long Largest = 20 * 1024 * 1024;

    public static Command Create(Verbs verbs)
    {
        var group = new Command("files", "Files shared with agents, and those that agents wrote.") { Put(verbs), List(verbs), Get(verbs) };
        verbs.Explain(group, "omniforge files put projects.csv", "omniforge files get output/report.md --agent \"Project report\"");
        return group;
    }

    private static Option<string?> AgentOption => new("--agent") { Description = "The agent's own files instead of the shared ones; name or id." };

    private static Command Put(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        var files = new Argument<string[]>("FILE") { Description = "Files of this machine.", Arity = ArgumentArity.OneOrMore };
        Option<string?> name = new("--name") { Description = "Name for the agents, with one file only. Default: the file's own." };
        return verbs.Calling(
            new("put", "Share files with all agents. A file of the same name is replaced.") { files, name, json },
            async call =>
            {
                var paths = call.Value(files);
                if (call.Value(name) is not null && paths.Length > 1)
                {
                    throw new CliException("--name goes with one file only.", ExitCodes.Usage);
                }

                foreach (var path in paths)
                {
                    var content = await ReadAsync(path, call.Cancelled);
                    var stored = await call.Client.Files.PutAsync(call.Value(name) ?? Path.GetFileName(path), content, call.Cancelled);
                    if (call.Value(json))
                    {
                        var shown = stored.Clone();
                        shown.Content = Google.Protobuf.ByteString.Empty;
                        Json.Write(call.Terminal, shown);
                    }
                    else
                    {
                        call.Terminal.Line($"{stored.Path} is shared ({Words.Size(content.Length)}).");
                    }
                }

                return ExitCodes.Done;
            },
            "omniforge files put projects.csv budget.json",
            "omniforge files put ~/Downloads/export-7.csv --name projects.csv");
    }

    /// <summary>The whole file, or a sentence that says why not.</summary>
    public static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new CliException(Directory.Exists(path) ? $"{path} is a folder. Name its files." : $"There is no file {path}.");
        }

        return file.Length <= Largest
            ? await File.ReadAllBytesAsync(path, cancellationToken)
            : throw new CliException($"{path} has {Words.Size(file.Length)}; {Words.Size(Largest)} is the most. Nothing was shared.");
    }

    private static Command List(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        var agent = AgentOption;
        return verbs.Calling(
            new("list", "Files by path.") { agent, json },
            async call =>
            {
                var rows = await call.Client.Files.ListAsync(new() { AgentId = await AgentIdAsync(call, agent) }, call.Cancelled).ToListAsync(call.Cancelled);
                if (call.Value(json))
                {
                    var all = new ListFilesResponse();
                    all.Files.AddRange(rows);
                    Json.Write(call.Terminal, all);
                }
                else if (rows.Count == 0)
                {
                    call.Terminal.Line("There are no files yet. `omniforge files put FILE` shares one.");
                }
                else
                {
                    Tables.Write(
                        call.Terminal, ["path", "size", "changed"],
                        [.. rows.Select(file => (string[])[file.Path, Words.Size(file.Size), Words.Stamp(file.UpdatedAt)])]);
                }

                return ExitCodes.Done;
            },
            "omniforge files list",
            "omniforge files list --agent \"Project report\" --json");
    }

    private static Command Get(Verbs verbs)
    {
        var path = new Argument<string>("PATH") { Description = "As `files list` shows it." };
        var agent = AgentOption;
        var json = Verbs.JsonOption;
        Option<string?> target = new("--output", "-o") { Description = "Write it to this file instead of printing it." };
        return verbs.Calling(
            new("get", "Print a file, or save it.") { path, agent, target, json },
            async call =>
            {
                var request = new GetFileRequest { Path = call.Value(path), AgentId = await AgentIdAsync(call, agent) };
                var file = await call.Client.Files.GetAsync(request, call.Cancelled);
                if (call.Value(json))
                {
                    Json.Write(call.Terminal, file);
                }
                else if (call.Value(target) is { } output)
                {
                    await File.WriteAllBytesAsync(output, file.Content.ToByteArray(), call.Cancelled);
                    call.Terminal.Line($"Saved as {output} ({Words.Size(file.Content.Length)}).");
                }
                else
                {
                    call.Terminal.Raw(file.Content.ToByteArray());
                }

                return ExitCodes.Done;
            },
            "omniforge files get output/report.md --agent \"Project report\"",
            "omniforge files get projects.csv --output copy.csv");
    }

    private static async Task<string> AgentIdAsync(Call call, Option<string?> agent)
        => call.Value(agent) is { } name ? (await AgentNames.FindAsync(call.Client, name, call.Cancelled)).Id : "";
}
