using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Mcp;

/// <summary>Servers that others wrote, as real processes: a second opinion of the protocol.</summary>
public sealed class McpPeerTests : IAsyncLifetime
{
    private static readonly string Modules = Path.Combine(SourceTree.Root, "artifacts", "node", "node_modules", "@modelcontextprotocol");
    private static readonly string? Node = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")).FirstOrDefault(File.Exists);

    private readonly TempFolder _folder = new();
    private McpStage _stage = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Node is null || !Directory.Exists(Modules), "The servers of others are not installed: ./dev test installs them.");
        _stage = await McpStage.SetAsync("");
    }

    public async ValueTask DisposeAsync()
    {
        if (_stage is not null)
        {
            await _stage.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task The_reference_server_lists_its_tools_and_echoes()
    {
        var added = await AddAsync("everything", "server-everything", "stdio");
        Assert.Equal("", added.StatusMessage);
        Assert.InRange(added.UsableTools, 10, 64);
        var execution = await RunAsync("mcp__everything__echo", """{"message": "hello from here"}""");
        Assert.True(execution.Status == ExecutionStatus.Succeeded, execution.Error);
        Assert.Equal("Echo: hello from here", execution.Result.Fields["answer"].StringValue);
    }

    [Fact]
    public async Task Its_image_becomes_a_file()
    {
        await AddAsync("everything", "server-everything", "stdio");
        var image = (await _stage.Client.Mcp.ListMcpToolsAsync(new() { ServerId = "everything" }, cancellationToken: Ct)).Tools.First(tool => tool.Name.Contains("image", StringComparison.Ordinal));
        var execution = await RunAsync(image.Name, "{}");
        Assert.True(execution.Status == ExecutionStatus.Succeeded, execution.Error);
        var written = (await Executions.StepAgents.EventsAsync(_stage.Client, execution.Id)).Select(happened => happened.ArtifactCreated).OfType<ArtifactCreated>();
        Assert.EndsWith(".png", Assert.Single(written).Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_server_reads_in_its_folder_and_nowhere_else()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "note.txt"), "forty-two", Ct);
        var outside = Path.Combine(_stage.Home, "vault.key");
        var added = await AddAsync("files", "server-filesystem", _folder.Path);
        Assert.Equal("", added.StatusMessage);
        var inside = await RunAsync("mcp__files__read_text_file", $$"""{"path": "{{Path.Combine(_folder.Path, "note.txt")}}"}""");
        Assert.True(inside.Status == ExecutionStatus.Succeeded, inside.Error);
        Assert.Contains("forty-two", inside.Result.ToString(), StringComparison.Ordinal);
        var refused = await RunAsync("mcp__files__read_text_file", $$"""{"path": "{{outside}}"}""");
        Assert.Equal(ExecutionStatus.Failed, refused.Status);
        Assert.Contains("denied", refused.Error, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<McpServer> AddAsync(string id, string package, params string[] arguments)
    {
        var wish = new McpServer { Id = id, Command = Node! };
        wish.Args.Add(Path.Combine(Modules, package, "dist", "index.js"));
        wish.Args.AddRange(arguments);
        return (await _stage.Client.Mcp.CreateMcpServerAsync(new() { Server = wish, AcceptCommand = true }, cancellationToken: Ct)).Server;
    }

    private async Task<Execution> RunAsync(string tool, string arguments)
        => await Executions.StepAgents.RunAsync(_stage.Client, new() { AgentId = await _stage.AgentAsync(tool, arguments) });
}
