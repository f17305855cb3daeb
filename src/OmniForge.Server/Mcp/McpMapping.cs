using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Server.Executions;
using OmniForge.Server.Mcp.Tools;
using OmniForge.V1;

namespace OmniForge.Server.Mcp;

/// <summary>Rows to contract; never a secret.</summary>
internal static class McpMapping
{
    public static McpServer ToProto(this McpServerRow row, IReadOnlyList<McpTool> tools)
    {
        var proto = new McpServer
        {
            Id = row.Id,
            Transport = row.Transport,
            Command = row.Command,
            Url = row.Url,
            CredentialHeader = row.CredentialHeader,
            HasCredential = row.Credential is not null,
            Disabled = row.Disabled,
            StatusMessage = row.StatusMessage,
            ServerName = row.ServerName,
            ServerVersion = row.ServerVersion,
            UsableTools = tools.Count(tool => tool.Usable),
            WaitingTools = tools.Count(tool => tool.Offered && tool.State is McpToolState.New or McpToolState.Changed),
            LastSeenAt = row.LastSeenAt is { } seen ? Timestamp.FromDateTimeOffset(seen) : null,
            CreatedBy = Actor.Parser.ParseFrom(row.CreatedBy),
            CreatedAt = Timestamp.FromDateTimeOffset(row.CreatedAt),
            UpdatedAt = Timestamp.FromDateTimeOffset(row.UpdatedAt),
            Etag = row.Revision.ToString(),
        };
        proto.Args.AddRange(List(row.Args));
        proto.EnvNames.AddRange(List(row.EnvNames));
        return proto;
    }

    public static McpTool ToProto(this McpToolRow row, McpServerRow server, IReadOnlySet<string> shared)
    {
        var shown = McpDefinition.Read(row.Offered.Length > 0 ? row.Offered : row.Approved);
        var obstacle = McpToolRules.Obstacle(server, row, shared);
        return new()
        {
            Name = row.Name,
            ServerTool = row.ServerTool,
            ServerId = row.ServerId,
            Title = shown.Title,
            Description = shown.Description,
            InputSchema = Struct.Parser.ParseJson(shown.InputSchema.GetRawText()),
            State = McpToolRules.StateOf(row),
            Effect = row.Effect,
            Idempotent = row.Idempotent,
            Disabled = row.Disabled,
            Hash = row.OfferedHash,
            Offered = row.Offered.Length > 0,
            Usable = obstacle is null,
            Reason = obstacle ?? "",
            Difference = McpToolRules.Difference(row),
            HintsReadOnly = shown.HintsReadOnly,
        };
    }

    public static List<string> List(string stored) => JsonSerializer.Deserialize(stored, StoredJson.Default.ListString) ?? [];

    public static string Stored(IEnumerable<string> values) => JsonSerializer.Serialize([.. values], StoredJson.Default.ListString);
}
