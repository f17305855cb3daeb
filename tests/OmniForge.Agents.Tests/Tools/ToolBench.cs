using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Agents.Tests.Tools;

/// <summary>Calls a built-in tool by name, on Wednesday 12 March 2025, 10:00 in Rome.</summary>
internal sealed class ToolBench(IWorkspace files)
{
    public Dictionary<string, JsonElement> Results { get; } = [];
    public IReadOnlyList<ITool> Tools { get; init; } = BuiltInTools.All();

    public ITool this[string tool] => Tools.Single(one => one.Descriptor.Name == tool);

    public Task<ToolResult> CallAsync(string tool, string arguments)
    {
        var rome = TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome");
        var context = new ToolContext(files, new(2025, 3, 12, 9, 0, 0, TimeSpan.Zero), rome, "e:1:1", Results);
        return this[tool].InvokeAsync(JsonElement.Parse(arguments), context, TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> ValueAsync(string tool, string arguments)
    {
        var result = await CallAsync(tool, arguments);
        Assert.Null(result.Error);
        return result.Value!.Value;
    }

    public async Task<ToolError> ErrorAsync(string tool, string arguments)
    {
        var result = await CallAsync(tool, arguments);
        Assert.Null(result.Value);
        return Assert.IsType<ToolError>(result.Error);
    }
}
