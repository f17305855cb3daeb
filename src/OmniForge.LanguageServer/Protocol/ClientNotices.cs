using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using StreamJsonRpc;

namespace OmniForge.LanguageServer.Protocol;

/// <summary>
/// Notifications to the client. Members are handed over by their JSON names, because the library would send the names
/// of the C# properties.
/// </summary>
internal sealed class ClientNotices(JsonRpc connection)
{
    private const int Info = 3;

    public Task PublishDiagnosticsAsync(PublishDiagnosticsParams found)
        => SendAsync("textDocument/publishDiagnostics", found, LspJson.Default.PublishDiagnosticsParams);

    public Task PlatformStatusAsync(PlatformStatus status) => SendAsync("omniforge/status/changed", status, LspJson.Default.PlatformStatus);

    public Task ExecutionAsync(ExecutionNotice notice) => SendAsync("omniforge/execution/event", notice, LspJson.Default.ExecutionNotice);

    public Task BuilderAsync(BuilderNotice notice) => SendAsync("omniforge/builder/event", notice, LspJson.Default.BuilderNotice);

    /// <summary>Agents or their executions are not as they were; the client may ask again.</summary>
    public Task AgentsChangedAsync() => SendAsync("omniforge/agents/changed", new NoParams(), LspJson.Default.NoParams);

    /// <summary>A sentence that the person sees.</summary>
    public Task ShowAsync(MessageKind kind, string message)
        => SendAsync("window/showMessage", new((int)kind, message), LspJson.Default.LogMessageParams);

    /// <summary>How far a request is, or a part of its answer.</summary>
    public Task ProgressAsync<T>(JsonElement token, T value, JsonTypeInfo<T> type)
        => SendAsync("$/progress", new(token, JsonSerializer.SerializeToElement(value, type)), LspJson.Default.ProgressParams);

    /// <summary>Changes files in the editor. False = the editor did not.</summary>
    public async Task<bool> ApplyAsync(string label, WorkspaceEdit edit, CancellationToken cancellationToken)
    {
        var members = Members(JsonSerializer.SerializeToElement(new ApplyEditParams(label, edit), LspJson.Default.ApplyEditParams));
        try
        {
            return await connection.InvokeWithParameterObjectAsync<ApplyEditResult?>("workspace/applyEdit", members, null, cancellationToken)
                .ConfigureAwait(false) is { Applied: true };
        }
        catch (Exception refused) when (refused is RemoteRpcException or ConnectionLostException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>A line in the editor's log of this server.</summary>
    public Task LogAsync(string message) => SendAsync("window/logMessage", new(Info, message), LspJson.Default.LogMessageParams);

    /// <summary>Asks the client to tell of changes of files.</summary>
    public async Task WatchFilesAsync(IReadOnlyList<string> globs)
    {
        var watchers = new JsonArray([.. globs.Select(glob => new JsonObject { ["globPattern"] = glob })]);
        var registration = new JsonObject
        {
            ["id"] = "omniforge-files",
            ["method"] = "workspace/didChangeWatchedFiles",
            ["registerOptions"] = new JsonObject { ["watchers"] = watchers },
        };
        await AskAsync("client/registerCapability", new JsonObject { ["registrations"] = new JsonArray(registration) }).ConfigureAwait(false);
    }

    /// <summary>Asks the client to ask again for what it shows; a client that cannot is left alone.</summary>
    public Task RefreshAsync(string what) => AskAsync($"workspace/{what}/refresh", null);

    // A courtesy that the client may refuse; it asks by itself at its next edit.
    private async Task AskAsync(string method, JsonObject? parameters)
    {
        try
        {
            if (parameters is null)
            {
                await connection.InvokeAsync(method).ConfigureAwait(false);
            }
            else
            {
                var members = Members(JsonSerializer.SerializeToElement(parameters, LspJson.Default.JsonObject));
                await connection.InvokeWithParameterObjectAsync(method, members, null, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception refused) when (refused is RemoteRpcException or ConnectionLostException or ObjectDisposedException)
        {
            // See above.
        }
    }

    private Task SendAsync<T>(string method, T parameters, JsonTypeInfo<T> type)
        => connection.NotifyWithParameterObjectAsync(method, Members(JsonSerializer.SerializeToElement(parameters, type)), null);

    private static Dictionary<string, object?> Members(JsonElement parameters)
        => parameters.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value, StringComparer.Ordinal);
}
