using System.Diagnostics;
using System.Text.Json.Nodes;
using OmniForge.TestKit;

namespace OmniForge.LanguageServer.Tests;

/// <summary>Files and folders that no skill should be: said once, and all else goes on.</summary>
public sealed class BadInputTests : IDisposable
{
    private const int Large = 20 * 1024 * 1024;
    private const string Line = "Read the list and write the report, one line for each project.\n";
    private const string Wrong = "---\nname: report\ndescription: Reports.\nfoo: 1\n---\n\nDo it.\n";
    private static readonly string Huge = Wrong + string.Concat(Enumerable.Repeat(Line, Large / Line.Length));
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_of_20_MB_has_one_finding_and_everything_is_answered_in_bounded_memory()
    {
        using var server = Start();
        using var client = new RawClient(server.StandardInput.BaseStream, server.StandardOutput.BaseStream);
        await BeginAsync(client, new() { Root = _folder.Path });
        const string Uri = "file:///s/report/SKILL.md";
        await OpenAsync(client, Uri, Huge);
        Assert.Equal(["OF1009"], await FoundAsync(client));
        foreach (var method in new[] { "documentSymbol", "foldingRange", "semanticTokens/full", "documentLink", "codeLens" })
        {
            await client.AskAsync($"textDocument/{method}", JsonNode.Parse($$$"""{"textDocument":{"uri":"{{{Uri}}}"}}""")!);
        }

        foreach (var method in new[] { "hover", "completion", "definition", "documentHighlight", "references" })
        {
            await client.AskAsync(
                $"textDocument/{method}",
                JsonNode.Parse($$$"""{"textDocument":{"uri":"{{{Uri}}}"},"position":{"line":9,"character":8},"context":{"includeDeclaration":true}}""")!);
        }

        Assert.Empty((await client.AskAsync("textDocument/formatting", JsonNode.Parse($$$"""{"textDocument":{"uri":"{{{Uri}}}"}}""")!))!.AsArray());
        for (var version = 2; version < 62; version++)
        {
            await client.NotifyAsync("textDocument/didChange", $$$"""
                {"textDocument":{"uri":"{{{Uri}}}","version":{{{version}}}},
                 "contentChanges":[{"range":{"start":{"line":9,"character":0},"end":{"line":9,"character":0}},"text":"x"}]}
                """);
            Assert.Equal(["OF1009"], await FoundAsync(client));
        }

        server.Refresh();
        // The text is 40 MB in memory, and the collector lets a dozen old ones lie (730 MB were seen); a leak of one for each of
        // the sixty edits would take 2,400 MB.
        Assert.InRange(server.PeakWorkingSet64, 0, 1_200L * 1024 * 1024);
        await client.NotifyAsync("textDocument/didClose", $$$"""{"textDocument":{"uri":"{{{Uri}}}"}}""");
        Assert.Empty(await FoundAsync(client));
        await EndAsync(server, client);
    }

    [Fact]
    public async Task A_file_of_20_MB_in_the_workspace_is_passed_over_with_a_finding_of_its_own()
    {
        using var folder = new SkillFolderOnDisk();
        var huge = folder.Write("skills/huge/SKILL.md", Huge);
        var other = folder.Write("skills/report/SKILL.md", Wrong);
        var server = await folder.ServeAsync(new() { Pulls = true });
        var report = await server.Client.AskAsync("workspace/diagnostic", JsonNode.Parse("""{"previousResultIds":[]}""")!);
        Assert.Equal("OF1009", Codes(report!, huge)[0]);
        Assert.Equal(["OF3003"], Codes(report!, other));
    }

    [Fact]
    public async Task What_may_not_be_read_is_said_once_and_the_rest_is_checked()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Permissions are taken away with modes, which Windows does not have.");
        Assert.SkipWhen(
            Environment.IsPrivilegedProcess && !File.Exists("/usr/bin/setpriv"),
            "These tests run as root, which may read everything, and there is no /usr/bin/setpriv to give that up.");
        string Write(string path, string text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.At(path))!);
            File.WriteAllText(_folder.At(path), text);
            return "file://" + _folder.At(path);
        }

        var readable = Write("skills/report/SKILL.md", Wrong);
        var file = Write("skills/secret/SKILL.md", Wrong);
        Write("locked/inside/SKILL.md", Wrong);
        File.SetUnixFileMode(_folder.At("skills/secret/SKILL.md"), UnixFileMode.None);
        File.SetUnixFileMode(_folder.At("locked"), UnixFileMode.None);
        try
        {
            using var server = Start(unprivileged: true);
            using var client = new RawClient(server.StandardInput.BaseStream, server.StandardOutput.BaseStream);
            await BeginAsync(client, new() { Root = _folder.Path, Pulls = true });
            var said = await client.NoticeAsync("window/logMessage");
            Assert.Contains("locked: This folder cannot be opened", (string?)said["message"], StringComparison.Ordinal);
            var report = await client.AskAsync("workspace/diagnostic", JsonNode.Parse("""{"previousResultIds":[]}""")!);
            Assert.Equal(["OF3003"], Codes(report!, readable));
            Assert.Equal(["OF8006"], Codes(report!, file));
            // Looked at once more; found by its name, so the look is over.
            Write("skills/later/SKILL.md", Wrong.Replace("name: report", "name: later", StringComparison.Ordinal));
            await client.NotifyAsync("workspace/didChangeWatchedFiles", $$"""{"changes":[{"uri":"{{readable}}","type":2}]}""");
            JsonNode? found = null;
            while (found is null)
            {
                found = (await client.AskAsync("workspace/symbol", JsonNode.Parse("""{"query":"later"}""")!))!.AsArray().FirstOrDefault();
            }

            await EndAsync(server, client);
            Assert.Equal(0, client.Unread);
        }
        finally
        {
            File.SetUnixFileMode(_folder.At("locked"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static string[] Codes(JsonNode report, string uri)
        => [.. report["items"]!.AsArray().Single(item => (string?)item!["uri"] == uri)!["items"]!.AsArray().Select(found => (string)found!["code"]!)];

    private static async Task<string[]> FoundAsync(RawClient client)
        => [.. (await client.DiagnosticsAsync())["diagnostics"]!.AsArray().Select(found => (string)found!["code"]!)];

    private static async Task BeginAsync(RawClient client, Editor editor)
    {
        Assert.NotNull((await client.RequestAsync("initialize", editor.ToJson()))["result"]);
        await client.NotifyAsync("initialized", "{}");
    }

    private static Task OpenAsync(RawClient client, string uri, string text) => client.NotifyAsync("textDocument/didOpen", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = uri, ["languageId"] = "skill", ["version"] = 1, ["text"] = text },
    }.ToJsonString());

    private static async Task EndAsync(Process server, RawClient client)
    {
        await client.RequestAsync("shutdown", null);
        await client.NotifyAsync("exit", null);
        await server.WaitForExitAsync(client.Token);
        Assert.Equal(0, server.ExitCode);
    }

    // Root may read everything as long as it keeps the capabilities for it.
    private static Process Start(bool unprivileged = false)
    {
        var program = Environment.GetEnvironmentVariable("OMNIFORGE_LANGUAGE_SERVER")
            ?? SourceTree.Artifact("OmniForge.LanguageServer", "omniforge-language-server");
        string[] command = unprivileged && Environment.IsPrivilegedProcess
            ? ["/usr/bin/setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all", program]
            : [program];
        return Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }
}
