using System.Buffers;
using System.Text.Json;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Agents.Tools;

/// <summary>What every built-in tool does around its work: refusals become errors, values become JSON.</summary>
internal static class ToolCall
{
    public static async Task<ToolResult> RunAsync(Func<Task<ToolResult>> work)
    {
        try
        {
            return await work();
        }
        catch (ToolFault fault)
        {
            return ToolResult.Fail(fault.Code, fault.Message);
        }
        catch (WorkspaceException refused)
        {
            return ToolResult.Fail(CodeOf(refused.Fault), refused.Message);
        }
        catch (AccountException refused)
        {
            return new() { Error = new(refused.Code, refused.Message) { RetryAt = refused.RetryAt, Account = refused.Account } };
        }
    }

    /// <summary>One JSON object written by <paramref name="members"/>.</summary>
    public static JsonElement Value(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static ToolErrorCode CodeOf(WorkspaceFault fault) => fault switch
    {
        WorkspaceFault.NotFound => ToolErrorCode.NotFound,
        WorkspaceFault.PathRefused or WorkspaceFault.ReadOnly => ToolErrorCode.Forbidden,
        WorkspaceFault.TooLarge => ToolErrorCode.Invalid,
        _ => ToolErrorCode.Unavailable,
    };
}
