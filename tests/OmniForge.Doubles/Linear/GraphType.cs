namespace OmniForge.Doubles.Linear;

/// <summary>A field that a type has.</summary>
/// <param name="Of">The type it leads to; null for a plain value.</param>
/// <param name="Many">True for a list with pages.</param>
/// <param name="Read">The value of an object: plain, an object, or several.</param>
internal sealed record GraphMember(string? Of, bool Many, Func<object, object?> Read);

/// <summary>A type and its fields.</summary>
internal sealed class GraphType(string name)
{
    private readonly Dictionary<string, GraphMember> _members = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public IReadOnlyDictionary<string, GraphMember> Members => _members;

    public GraphType Plain<T>(string name, Func<T, object?> read) => Add(name, new(null, false, value => read((T)value)));

    public GraphType One<T>(string name, string type, Func<T, object?> read) => Add(name, new(type, false, value => read((T)value)));

    public GraphType Many<T>(string name, string type, Func<T, IEnumerable<object>> read) => Add(name, new(type, true, value => read((T)value)));

    private GraphType Add(string name, GraphMember member)
    {
        _members[name] = member;
        return this;
    }
}
