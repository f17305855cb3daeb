using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using OmniForge.Agents.Egress;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Workspaces;
using OmniForge.Server.Mcp.Sessions;
using Descriptor = OmniForge.Agents.Tools.ToolDescriptor;

namespace OmniForge.Server.Mcp.Tools;

/// <summary>A tool of an MCP server in one execution, as it was approved when the execution got it.</summary>
internal sealed class RemoteTool(McpCatalogue catalogue, McpSessions sessions, McpServerRow server, McpToolRow tool) : ITool
{
    public Descriptor Descriptor { get; } = McpCatalogue.DescriptorOf(server, tool);

    public string Predict(JsonElement arguments) => $"would call {tool.ServerTool} of the MCP server {server.Id}";

    public async Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
    {
        try
        {
            var current = await catalogue.AdmitAsync(server.TenantId, tool, cancellationToken);
            var answer = await sessions.UseAsync(current, session => CallAsync(session, arguments, cancellationToken), cancellationToken);
            return await McpResult.ReadAsync(answer, server.Id, Descriptor.Title, context, cancellationToken);
        }
        catch (McpTrouble trouble)
        {
            return new() { Error = new(trouble.Code, trouble.Message) { RetryAt = trouble.RetryAt } };
        }
        catch (FormatException unreadable)
        {
            return ToolResult.Fail(ToolErrorCode.InDoubt, $"{Descriptor.Title} answered, but what it sent cannot be read: {unreadable.Message} Whatever it does was done.");
        }
        catch (WorkspaceException full)
        {
            return ToolResult.Fail(
                ToolErrorCode.InDoubt, $"{Descriptor.Title} answered, but what it sent could not be saved: {full.Message} Whatever it does was done.");
        }
    }

    private async Task<CallToolResult> CallAsync(RemoteSession session, JsonElement arguments, CancellationToken cancellationToken)
    {
        if (session.HashOf(tool.ServerTool) != tool.ApprovedHash)
        {
            throw new McpTrouble(ToolErrorCode.Forbidden, $"The MCP server {server.Id} describes {tool.ServerTool} differently from what was approved, so it is not called.");
        }

        try
        {
            return await session.CallAsync(
                new CallToolRequestParams
                {
                    Name = tool.ServerTool,
                    Arguments = arguments.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.Clone()),
                },
                cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new McpTrouble(
                ToolErrorCode.Timeout,
                $"The MCP server {server.Id} did not answer {tool.ServerTool} within {RemoteSession.CallLimit.TotalSeconds:0} seconds.{Doubt()}");
        }
        catch (McpProtocolException refused)
        {
            throw new McpTrouble(ToolErrorCode.Invalid, $"The MCP server {server.Id} refused the call: {McpResult.Quoted(refused.Message)}");
        }
        catch (Exception broken) when (broken
            is McpException or IOException or HttpRequestException or InvalidOperationException or ClientTransportClosedException or EgressRefusedException or JsonException)
        {
            await session.EndsAsync(cancellationToken);
            throw new McpTrouble(
                Descriptor.Class == ToolClass.Read ? ToolErrorCode.Unavailable : ToolErrorCode.InDoubt,
                session.ExitCode is { } code
                    ? McpConnector.Ended(server.Id, code) + Doubt()
                    : $"The connection to the MCP server {server.Id} broke before it answered {tool.ServerTool}.{Doubt()}");
        }
    }

    private string Doubt() => Descriptor.Class == ToolClass.Read ? "" : " Whether it was done is not known.";
}
