using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using OmniForge.Agents.Tests.Running;

namespace OmniForge.Agents.Tests.Offline;

/// <summary>
/// Stands in for a language model that does what the text says: it sees only the messages a provider would send, reads the
/// steps with means of its own, and calls the tools that the text names.
/// </summary>
internal sealed partial class ReadingModel : IChatClient
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var sent = messages.ToList();
        var body = sent.Last(m => m.Role == ChatRole.System).Text;
        var results = sent.SelectMany(m => m.Contents).OfType<FunctionResultContent>().Select(r => r.Inside()).ToList();
        var steps = Step().Matches(body).ToList();
        var known = new Dictionary<string, JsonNode?> { ["input"] = JsonNode.Parse(SeenData.Inside(sent.Last(m => m.Role == ChatRole.User).Text)) };
        foreach (var (step, result) in steps.Zip(results))
        {
            known[step.Groups["name"].Value] = JsonNode.Parse(result);
        }

        if (results.Count < steps.Count)
        {
            var step = steps[results.Count];
            var arguments = JsonSerializer.Deserialize<Dictionary<string, object?>>(Filled(step.Groups["json"].Value, known));
            yield return new(ChatRole.Assistant, [new FunctionCallContent($"toolu_{results.Count}", step.Groups["tool"].Value, arguments)]);
            yield break;
        }

        yield return new(ChatRole.Assistant, $"```json\n{Filled(Result().Match(body).Groups["json"].Value, known)}\n```");
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
        => GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey) => null;

    public void Dispose()
    {
    }

    private static string Filled(string json, Dictionary<string, JsonNode?> known)
    {
        var whole = Whole().Replace(json, m => At(known, m.Groups["path"].Value)?.ToJsonString() ?? "null");
        return Inside().Replace(whole, m => At(known, m.Groups["path"].Value) switch
        {
            null => "",
            JsonValue v when v.GetValueKind() == JsonValueKind.String => JsonSerializer.Serialize(v.GetValue<string>())[1..^1],
            var node => JsonSerializer.Serialize(node.ToJsonString(Plain))[1..^1],
        });
    }

    private static JsonNode? At(Dictionary<string, JsonNode?> known, string path)
    {
        var parts = path.Split('.');
        return parts.Skip(1).Aggregate(known[parts[0]], (node, key) => node is JsonArray a ? a[int.Parse(key)] : node![key]);
    }

    [GeneratedRegex(@"^\d+\. [^\n]*`(?<tool>\w+)`[^\n]*\n\s*```json\n(?<json>.*?)```\s*(-> (?<name>\w+))?", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Step();

    [GeneratedRegex(@"## Result\s*```json\n(?<json>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Result();

    [GeneratedRegex("\"{{(?<path>[\\w.]+)}}\"")]
    private static partial Regex Whole();

    [GeneratedRegex("{{(?<path>[\\w.]+)}}")]
    private static partial Regex Inside();
}
