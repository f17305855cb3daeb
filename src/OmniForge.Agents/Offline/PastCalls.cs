using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OmniForge.Agents.Running;

namespace OmniForge.Agents.Offline;

/// <summary>The calls of a conversation so far with their results, taken in order.</summary>
internal sealed class PastCalls
{
    private readonly List<PastCall> _calls = [];
    private int _next;

    public PastCalls(IReadOnlyList<ChatMessage> messages)
    {
        var contents = messages.SelectMany(m => m.Contents).ToList();
        var results = contents.OfType<FunctionResultContent>().ToLookup(r => r.CallId);
        foreach (var call in contents.OfType<FunctionCallContent>())
        {
            if (results[call.CallId].FirstOrDefault() is { } result)
            {
                _calls.Add(PastCall.Of(call.Name, RunJson.Arguments(call.Arguments) ?? [], result));
            }
        }
    }

    /// <summary>Number of calls made.</summary>
    public int Count => _calls.Count;

    /// <summary>The first call behind those taken that is this one; null when it has not been made.</summary>
    public PastCall? Take(string tool, JsonNode arguments)
    {
        var index = _calls.FindIndex(_next, c => c.Tool == tool && RunJson.Same(c.Arguments, arguments));
        if (index < 0)
        {
            return null;
        }

        _next = index + 1;
        return _calls[index];
    }
}

/// <summary>A call that was made: its value, or the code and message of its error.</summary>
internal sealed record PastCall(string Tool, JsonObject Arguments)
{
    public JsonNode? Value { get; private init; }
    public string? ErrorCode { get; private init; }
    public string? ErrorMessage { get; private init; }

    public static PastCall Of(string tool, JsonObject arguments, FunctionResultContent result)
    {
        var call = new PastCall(tool, arguments);
        if (result.AdditionalProperties?.GetValueOrDefault(ToolAnswer.WholeValue) is JsonElement whole)
        {
            return call with { Value = RunJson.Node(whole) };
        }

        if (result.AdditionalProperties?.GetValueOrDefault(ToolAnswer.WholeError) is JsonObject failed)
        {
            return call.Failed(failed);
        }

        var value = Read(result.Result);
        return value is JsonObject { Count: 1 } o && o["error"] is JsonObject error
            ? call.Failed(error)
            : call with { Value = value };
    }

    private PastCall Failed(JsonObject error)
        => this with { ErrorCode = error["code"]?.ToString() ?? "", ErrorMessage = error["message"]?.ToString() ?? "" };

    private static JsonNode? Read(object? result)
    {
        var text = result switch
        {
            null => "null",
            string s => s,
            JsonElement e => e.GetRawText(),
            JsonNode n => RunJson.Text(n),
            _ => result.ToString() ?? "null",
        };
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
