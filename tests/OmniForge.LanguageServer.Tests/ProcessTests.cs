using System.Diagnostics;
using System.Text;
using OmniForge.TestKit;

namespace OmniForge.LanguageServer.Tests;

public class ProcessTests
{
    [Fact]
    public async Task The_program_speaks_frames_and_nothing_else_on_its_standard_streams()
    {
        using var server = Start();
        using var client = new RawClient(server.StandardInput.BaseStream, server.StandardOutput.BaseStream);
        await client.RequestAsync("initialize", """{"capabilities":{"general":{"positionEncodings":["utf-8"]}}}""");
        await client.NotifyAsync("initialized", "{}");
        await client.NotifyAsync(
            "textDocument/didOpen",
            """{"textDocument":{"uri":"file:///s/hi/SKILL.md","languageId":"skill","version":1,"text":"---\nname: 日\ndescription: Hi.\n---\nHi.\n"}}""");
        var found = (await client.DiagnosticsAsync())["diagnostics"]!.AsArray();
        Assert.Equal("""{"start":{"line":1,"character":6},"end":{"line":1,"character":9}}""", Assert.Single(found)!["range"]!.ToJsonString());
        await client.NotifyAsync(
            "textDocument/didChange",
            """
            {"textDocument":{"uri":"file:///s/hi/SKILL.md","version":2},
             "contentChanges":[{"range":{"start":{"line":1,"character":6},"end":{"line":1,"character":9}},"text":"hi"}]}
            """);
        Assert.Empty((await client.DiagnosticsAsync())["diagnostics"]!.AsArray());
        Assert.Equal(-32601, (int?)(await client.RequestAsync("nobody/knows", "{}"))["error"]!["code"]);
        await client.RequestAsync("shutdown", null);
        await client.NotifyAsync("exit", null);
        await server.WaitForExitAsync(client.Token);
        Assert.Null(await client.ReadAsync());
        Assert.Equal("", await server.StandardError.ReadToEndAsync(client.Token));
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task A_broken_frame_ends_the_program_with_a_word_on_standard_error()
    {
        using var server = Start();
        using var client = new RawClient(server.StandardInput.BaseStream, server.StandardOutput.BaseStream);
        await client.SendBytesAsync(Encoding.UTF8.GetBytes("hello\r\n\r\n"));
        await server.WaitForExitAsync(client.Token);
        Assert.Null(await client.ReadAsync());
        Assert.StartsWith("The connection broke: ", await server.StandardError.ReadToEndAsync(client.Token), StringComparison.Ordinal);
        Assert.Equal(1, server.ExitCode);
    }

    [Fact]
    public async Task The_program_ends_with_its_client()
    {
        using var server = Start();
        using var client = new RawClient(server.StandardInput.BaseStream, server.StandardOutput.BaseStream);
        await client.RequestAsync("initialize", """{"capabilities":{}}""");
        server.StandardInput.Close();
        await server.WaitForExitAsync(client.Token);
        Assert.Equal(1, server.ExitCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_program_ends_with_its_editor_although_the_pipes_stay_open(bool byArgument)
    {
        using var editor = Process.Start("sleep", "600");
        using var server = byArgument ? Start("--clientProcessId", $"{editor.Id}") : Start();
        using var client = new RawClient(server.StandardInput.BaseStream, server.StandardOutput.BaseStream);
        await client.RequestAsync("initialize", byArgument ? """{"capabilities":{}}""" : $$$"""{"processId":{{{editor.Id}}},"capabilities":{}}""");
        editor.Kill();
        await server.WaitForExitAsync(client.Token);
        Assert.Equal(1, server.ExitCode);
    }

    [Fact]
    public async Task An_editor_that_is_not_seen_here_is_served()
    {
        using var editor = Process.Start("true");
        await editor.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var server = Start();
        using var client = new RawClient(server.StandardInput.BaseStream, server.StandardOutput.BaseStream);
        await client.RequestAsync("initialize", $$$"""{"processId":{{{editor.Id}}},"capabilities":{}}""");
        Assert.Null((await client.RequestAsync("shutdown", null))["error"]);
        await client.NotifyAsync("exit", null);
        await server.WaitForExitAsync(client.Token);
        Assert.Equal(0, server.ExitCode);
    }

    private static Process Start(params string[] arguments)
    {
        // A native build is tested by naming it.
        var program = Environment.GetEnvironmentVariable("OMNIFORGE_LANGUAGE_SERVER")
            ?? SourceTree.Artifact("OmniForge.LanguageServer", "omniforge-language-server");
        return Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
