namespace OmniForge.Server.Tests.Simulation;

/// <summary>The world outside: what tools changed there, by idempotency key.</summary>
internal sealed class Outside(Chronicle chronicle)
{
    private readonly Dictionary<string, string> _effects = [];
    private readonly Dictionary<string, int> _sent = [];
    private readonly HashSet<(string Key, string Question)> _permitted = [];
    private readonly List<string> _complaints = [];

    /// <summary>What must not have happened there.</summary>
    public IEnumerable<string> Complaints => _complaints
        .Concat(_sent.Where(sent => sent.Value > 1 + _permitted.Count(answer => answer.Key == sent.Key))
            .Select(sent => $"{sent.Key} was sent {sent.Value} times, though it may not be repeated and nobody allowed it"))
        .Concat(_effects.Keys.GroupBy(StepOf).Where(keys => keys.Count() > 1)
            .Select(keys => $"a step changed the outside more than once: {string.Join(", ", keys)}"));

    public bool Has(string key) => _effects.ContainsKey(key);

    /// <summary>A change under a key; the same change again is known and does nothing.</summary>
    public void Change(string key, string content)
    {
        chronicle.Tell($"the outside is changed under {key}");
        if (!_effects.TryAdd(key, content) && _effects[key] != content)
        {
            _complaints.Add($"the key {key} was used for two changes: {_effects[key]} and {content}");
        }
    }

    /// <summary>A change that counts each time it is sent.</summary>
    public void ChangeAgain(string key, string content)
    {
        _sent[key] = _sent.GetValueOrDefault(key) + 1;
        Change(key, content);
    }

    /// <summary>A person looked and says that it may be sent once more.</summary>
    public void Permit(string key, string question) => _permitted.Add((key, question));

    /// <summary>`execution:step` of an idempotency key.</summary>
    private static string StepOf(string key) => key[..key.LastIndexOf(':')];
}
