using System.Collections.Concurrent;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;

namespace OmniForge.Integrations.Tools;

/// <summary>What names stand for in an account, remembered for 10 minutes; failures are not.</summary>
internal sealed class NameCache(TimeProvider clock)
{
    private const int Most = 5_000;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(string Connection, string Kind, string Name), (object Found, DateTimeOffset Until)> _known = new();

    public async Task<T> FindAsync<T>(IAccount account, string kind, string name, Func<Task<T>> find) where T : notnull
    {
        var key = (account.ConnectionId, kind, name.Trim().ToLowerInvariant());
        if (_known.TryGetValue(key, out var known) && known.Until > clock.GetUtcNow())
        {
            return (T)known.Found;
        }

        var found = await find();
        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        _known[key] = (found, clock.GetUtcNow() + Life);
        return found;
    }

    /// <summary>The only one of that name. None is NOT_FOUND with near names; two are INVALID with both, never a guess.</summary>
    /// <param name="what">What is looked for, for instance `database`.</param>
    /// <param name="hint">What to do when it is not there.</param>
    public static T Only<T>(string what, string name, IReadOnlyList<T> all, Func<T, string> nameOf, Func<T, string> addressOf, string hint)
    {
        var found = all.Where(item => string.Equals(nameOf(item).Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new ToolFault(ToolErrorCode.NotFound, $"There is no {what} called '{name}'{NearNames.Hint(name, all.Select(nameOf))}. {hint}"),
            _ => throw ToolFault.Invalid(what, $"'{name}' could be {found.Count} different ones; say which by its address: {string.Join(" or ", found.Take(5).Select(addressOf))}"),
        };
    }
}
