using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using OmniForge.Agents.Egress;
using OmniForge.Agents.Tools;
using OmniForge.Server.Executions;
using OmniForge.Server.Mcp.Tools;
using OmniForge.V1;

namespace OmniForge.Server.Mcp.Sessions;

/// <summary>Connects to an MCP server and reads its list of tools.</summary>
internal sealed class McpConnector(McpHttp http, ProcessLaunch launch, McpSecrets secrets)
{
    private const int MostPages = 16;
    private const int LongestDefinition = 64 * 1024;
    private const int LongestName = 128;

    /// <summary>It can be asked for nothing: neither for our files, nor for our model, nor for answers of people.</summary>
    private static readonly McpClientOptions Options = new()
    {
        ClientInfo = new Implementation { Name = "OmniForge", Version = "1.0" },
        Capabilities = new ClientCapabilities(),
        DiscoverProbeTimeout = TimeSpan.FromSeconds(3),
        InitializationTimeout = RemoteSession.ConnectLimit,
    };

    /// <summary>Throws <see cref="McpTrouble"/> with the reason in plain words.</summary>
    public async Task<RemoteSession> OpenAsync(McpServerRow row, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(RemoteSession.ConnectLimit);
        LaunchedProgram? program = null;
        McpClient? client = null;
        try
        {
            program = row.Transport == McpTransport.Stdio ? await StartAsync(row, limit.Token) : null;
            client = await McpClient.CreateAsync(await TransportAsync(row, program, limit.Token), Options, NullLoggerFactory.Instance, limit.Token);
            var (tools, note) = await ListAsync(client, limit.Token);
            return new(client, program, tools, note);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested && failed is not OmniForge.Server.Vault.Sealing.VaultException)
        {
            if (program is not null && failed is IOException or ModelContextProtocol.McpException)
            {
                await program.EndsAsync(cancellationToken);
            }

            var trouble = Trouble(row, failed, program);
            await EndAsync(client, program);
            throw trouble;
        }
        catch
        {
            await EndAsync(client, program);
            throw;
        }
    }

    private async Task<LaunchedProgram> StartAsync(McpServerRow row, CancellationToken cancellationToken) => launch.Start(new(
        row.TenantId,
        row.Id,
        row.Command,
        JsonSerializer.Deserialize(row.Args, StoredJson.Default.ListString) ?? [],
        await secrets.EnvOfAsync(row, cancellationToken)));

    private async Task<IClientTransport> TransportAsync(McpServerRow row, LaunchedProgram? program, CancellationToken cancellationToken)
    {
        if (program is not null)
        {
            return new StreamClientTransport(program.Input, program.Output, NullLoggerFactory.Instance);
        }

        var options = new HttpClientTransportOptions
        {
            Endpoint = new Uri(row.Url),
            TransportMode = HttpTransportMode.StreamableHttp,
            ConnectionTimeout = RemoteSession.ConnectLimit,
            EnableStandaloneGetStream = false,
            MaxReconnectionAttempts = 0,
            Name = row.Id,
        };
        if (await secrets.CredentialOfAsync(row, cancellationToken) is { Length: > 0 } credential)
        {
            var bearer = row.CredentialHeader.Length == 0 || row.CredentialHeader.Equals("Authorization", StringComparison.OrdinalIgnoreCase);
            options.AdditionalHeaders = new Dictionary<string, string>
            {
                [bearer ? "Authorization" : row.CredentialHeader] = bearer && !credential.Contains(' ', StringComparison.Ordinal) ? $"Bearer {credential}" : credential,
            };
        }

        return new HttpClientTransport(options, http.Client, NullLoggerFactory.Instance, ownsHttpClient: false);
    }

    private static async Task<(IReadOnlyList<McpDefinition> Tools, string Note)> ListAsync(McpClient client, CancellationToken cancellationToken)
    {
        var tools = new List<McpDefinition>();
        var refused = 0;
        string? cursor = null;
        for (var page = 0; page < MostPages && tools.Count <= McpToolRules.MostTools; page++)
        {
            var result = await client.ListToolsAsync(new ListToolsRequestParams { Cursor = cursor }, cancellationToken);
            foreach (var definition in result.Tools.Select(McpDefinition.Of))
            {
                var good = definition.ServerTool.Length is > 0 and <= LongestName && definition.Write().Length <= LongestDefinition;
                refused += good ? 0 : 1;
                if (good)
                {
                    tools.Add(definition);
                }
            }

            cursor = result.NextCursor;
            if (string.IsNullOrEmpty(cursor))
            {
                break;
            }
        }

        return tools.Count > McpToolRules.MostTools ? (tools[..McpToolRules.MostTools], McpToolRules.TooMany)
            : refused > 0 ? (tools, $"{refused} of its tools are left out: their name or description is longer than can be used.")
            : (tools, "");
    }

    private static McpTrouble Trouble(McpServerRow row, Exception failed, LaunchedProgram? program) => failed switch
    {
        McpTrouble known => known,
        _ when GuardedHttp.Refusal(failed) is { } refusal => new(ToolErrorCode.Forbidden, $"The MCP server {row.Id} is not reached: {refusal.Message}"),
        _ when Status(failed) is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            => new(ToolErrorCode.Auth, $"The MCP server {row.Id} does not accept our credential. Give it a new one with: omniforge mcp add {row.Id} --again"),
        _ when Status(failed) is { } status
            => new(ToolErrorCode.Unavailable, $"The MCP server {row.Id} answered with HTTP {(int)status}. Is its address right?"),
        _ when program?.ExitCode is { } code => new(ToolErrorCode.Unavailable, Ended(row.Id, code)),
        OperationCanceledException or TimeoutException
            => new(ToolErrorCode.Unavailable, $"The MCP server {row.Id} did not answer within {RemoteSession.ConnectLimit.TotalSeconds:0} seconds."),
        _ => new(ToolErrorCode.Unavailable, $"The MCP server {row.Id} cannot be reached, or does not speak MCP."),
    };

    public static string Ended(string serverId, int code)
        => $"The program of the MCP server {serverId} ended with code {code}. What it wrote is not shown, because it can hold secrets; start it by hand to see why.";

    private static HttpStatusCode? Status(Exception? failed)
        => failed is null ? null : failed is HttpRequestException { StatusCode: { } status } ? status : Status(failed.InnerException);

    private static async Task EndAsync(McpClient? client, LaunchedProgram? program)
    {
        if (client is not null)
        {
            await client.DisposeAsync();
        }

        if (program is not null)
        {
            await program.DisposeAsync();
        }
    }
}
