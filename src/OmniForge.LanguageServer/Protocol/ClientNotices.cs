using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using StreamJsonRpc;

namespace OmniForge.LanguageServer.Protocol;

/// <summary>
/// Notifications to the client. Members are handed over by their JSON names, because the library would send the names
/// of the C# properties.
/// </summary>
internal sealed class ClientNotices(JsonRpc connection)
{
    public Task PublishDiagnosticsAsync(PublishDiagnosticsParams found)
        => SendAsync("textDocument/publishDiagnostics", found, LspJson.Default.PublishDiagnosticsParams);

    private Task SendAsync<T>(string method, T parameters, JsonTypeInfo<T> type)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in JsonSerializer.SerializeToElement(parameters, type).EnumerateObject())
        {
            members.Add(member.Name, member.Value);
        }

        return connection.NotifyWithParameterObjectAsync(method, members, null);
    }
}
