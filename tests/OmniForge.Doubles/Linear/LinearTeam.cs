namespace OmniForge.Doubles.Linear;

/// <summary>A state that issues of a team go through. <paramref name="Type"/> is backlog, unstarted, started, completed or canceled.</summary>
public sealed record LinearState(string Id, string Name, string Type);

/// <summary>A label.</summary>
public sealed record LinearLabel(string Id, string Name);

/// <summary>A team.</summary>
public sealed class LinearTeam(string id, string key, string name, IReadOnlyList<LinearState> states, IReadOnlyList<LinearLabel> labels)
{
    public string Id { get; } = id;

    public string Key { get; } = key;

    public string Name { get; } = name;

    public IReadOnlyList<LinearState> States { get; } = states;

    public IReadOnlyList<LinearLabel> Labels { get; } = labels;
}
