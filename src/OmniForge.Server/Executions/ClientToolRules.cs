using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf;
using OmniForge.Agents.Running.Waits;
using OmniForge.Agents.Tools.Commands;
using OmniForge.Server.Hosting;
using OmniForge.Server.Mcp.Tools;
using OmniForge.Server.Skills;
using ToolDescriptor = OmniForge.V1.ToolDescriptor;

namespace OmniForge.Server.Executions;

/// <summary>Which tools a client may bring along. Pure.</summary>
internal static partial class ClientToolRules
{
    private const int Most = 32;
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(30);
    private static readonly HashSet<string> Ours = [.. PlatformTools.Names, BashTool.Name];

    public static IReadOnlyList<byte[]> Checked(IReadOnlyList<ToolDescriptor> tools)
    {
        if (tools.Count > Most)
        {
            throw DomainException.Field("client_tools", $"at most {Most} are allowed");
        }

        var names = new HashSet<string>();
        for (var i = 0; i < tools.Count; i++)
        {
            var tool = tools[i];
            var field = $"client_tools[{i}]";
            Demand(Name().IsMatch(tool.Name), $"{field}.name", "must be 1 to 64 letters, digits, - or _, and begin with a letter");
            Demand(!Ours.Contains(tool.Name), $"{field}.name", $"\"{tool.Name}\" is a tool of the server; choose another name");
            Demand(!tool.Name.StartsWith(McpNames.Prefix, StringComparison.Ordinal), $"{field}.name", "tools that begin with mcp__ belong to MCP servers; choose another name");
            Demand(names.Add(tool.Name), $"{field}.name", $"\"{tool.Name}\" is given twice");
            Demand(
                tool.Timeout is null || (tool.Timeout.Seconds >= 0 && tool.Timeout.ToTimeSpan() <= LongestTimeout),
                $"{field}.timeout",
                "must be 0 (5 minutes) to 30 days");
            if (tool.InputSchema is { } schema && AnswerSchema.Problem(JsonElement.Parse(schema.ToJson().ToJsonString())) is { } problem)
            {
                throw DomainException.Field($"{field}.input_schema", problem);
            }
        }

        return [.. tools.Select(tool => tool.ToByteArray())];
    }

    private static void Demand(bool good, string field, string problem)
    {
        if (!good)
        {
            throw DomainException.Field(field, problem);
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
