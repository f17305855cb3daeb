using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace OmniForge.Agents.Tests.Running;

/// <summary>A model that answers each skill by its name, whichever asks first; the turn counts from 1 within one skill.</summary>
internal sealed partial class SkillModel(Func<string, int, IReadOnlyList<ChatMessage>, CancellationToken, Task<ChatResponseUpdate>> answer) : IChatClient
{
    private readonly Dictionary<string, int> _turns = new(StringComparer.Ordinal);
    private readonly Lock _count = new();

    public static ChatResponseUpdate Text(string text) => new(ChatRole.Assistant, text);

    public static ChatResponseUpdate Call(string tool, params (string Name, object? Value)[] arguments)
        => new(ChatRole.Assistant, [new FunctionCallContent(Guid.NewGuid().ToString("N"), tool, arguments.ToDictionary(a => a.Name, a => a.Value))]);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = messages.ToList();
        var rules = asked.Last(m => m.Role == ChatRole.System && m.Text.StartsWith("You carry out", StringComparison.Ordinal));
        var skill = Named().Match(rules.Text).Groups[1].Value;
        int turn;
        lock (_count)
        {
            turn = _turns[skill] = _turns.GetValueOrDefault(skill) + 1;
        }

        yield return await answer(skill, turn, asked, cancellationToken);
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
        => GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey) => null;

    public void Dispose()
    {
    }

    [GeneratedRegex("the skill \"([^\"]+)\"")]
    private static partial Regex Named();
}
