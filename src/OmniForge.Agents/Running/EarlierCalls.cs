using System.Globalization;
using System.Text.Json.Nodes;

namespace OmniForge.Agents.Running;

/// <summary>
/// Calls of one step that must not be made again: those committed before a crash, and the changes made by earlier attempts.
/// </summary>
internal sealed class EarlierCalls
{
    private readonly Dictionary<int, ToolFinished> _byNumber = [];
    private readonly List<Change> _changes = [];
    private readonly HashSet<Change> _used = [];

    /// <param name="attempt">The attempt that is gone on with; calls of the ones before count only for what they changed.</param>
    public EarlierCalls(string stepPath, IReadOnlyDictionary<string, ToolFinished> finished, int attempt, Func<string, bool> changes)
    {
        var past = new SortedDictionary<int, ToolFinished>();
        foreach (var (number, call) in InOrder(stepPath, finished))
        {
            (call.Attempt is { } made && made < attempt ? past : (IDictionary<int, ToolFinished>)_byNumber)[number] = call;
        }

        var known = _byNumber.Count > 0 && _byNumber.Values.All(c => c.Arguments is not null);
        History = known ? [.. _byNumber.OrderBy(p => p.Key).Select(p => p.Value).Where(c => c.Error is null)] : [];
        if (known)
        {
            LastNumber = _byNumber.Keys.Max();
            _byNumber.Clear();
        }

        RememberAll(past.Values, changes);
        _used.Clear();
        RememberAll(History, changes);
    }

    /// <summary>Successful calls in order, to put before the model as already made. Empty unless all arguments are known.</summary>
    public IReadOnlyList<ToolFinished> History { get; }

    /// <summary>Highest call number that <see cref="History"/> used up.</summary>
    public int LastNumber { get; }

    /// <summary>The calls of one step by their numbers, in the order they were made.</summary>
    public static IEnumerable<(int Number, ToolFinished Call)> InOrder(string stepPath, IReadOnlyDictionary<string, ToolFinished> finished)
    {
        var own = new SortedDictionary<int, ToolFinished>();
        foreach (var (id, call) in finished)
        {
            if (id.StartsWith($"{stepPath}:", StringComparison.Ordinal)
                && int.TryParse(id.AsSpan(stepPath.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                own[number] = call;
            }
        }

        return own.Select(call => (call.Key, call.Value));
    }

    /// <summary>A new attempt may take each change of the attempts before it once.</summary>
    public void BeginAttempt() => _used.Clear();

    /// <summary>The committed result of this call, or null when it has to be made.</summary>
    public ToolFinished? Find(int number, string tool, JsonObject arguments)
    {
        if (_byNumber.TryGetValue(number, out var committed)
            && committed.Tool == tool
            && (committed.Arguments is null || RunJson.Canonical(committed.Arguments) == RunJson.Canonical(arguments)))
        {
            return committed;
        }

        var canonical = _changes.Count == 0 ? "" : RunJson.Canonical(arguments);
        var made = _changes.Find(c => c.Result.Tool == tool && c.Arguments == canonical && !_used.Contains(c));
        if (made is not null)
        {
            _used.Add(made);
        }

        return made?.Result;
    }

    /// <summary>True when another call was committed under this number, so that a different one may not take it.</summary>
    public bool Taken(int number) => _byNumber.ContainsKey(number);

    /// <summary>Remembers a change that was made, so that a retry does not make it twice.</summary>
    public void Remember(ToolFinished change, JsonObject arguments)
    {
        var made = new Change(change, RunJson.Canonical(arguments));
        _changes.Add(made);
        _used.Add(made);
    }

    private void RememberAll(IEnumerable<ToolFinished> calls, Func<string, bool> changes)
    {
        foreach (var call in calls.Where(c => c is { Error: null, Arguments: not null } && changes(c.Tool)))
        {
            Remember(call, call.Arguments!);
        }
    }

    /// <summary>Compared by reference: the same change may have been made twice on purpose.</summary>
    private sealed class Change(ToolFinished result, string arguments)
    {
        public ToolFinished Result { get; } = result;

        public string Arguments { get; } = arguments;
    }
}
