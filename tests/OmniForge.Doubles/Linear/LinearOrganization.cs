using System.Security.Cryptography;
using System.Text;

namespace OmniForge.Doubles.Linear;

/// <summary>What one organisation holds. Tests read and change it while requests come in.</summary>
public sealed class LinearOrganization
{
    private readonly Lock _gate;
    private readonly TimeProvider _clock;
    private readonly List<LinearUser> _users = [];
    private readonly List<LinearTeam> _teams = [];
    private readonly List<LinearIssue> _issues = [];
    private int _made;

    internal LinearOrganization(string name, Lock gate, TimeProvider clock)
    {
        _gate = gate;
        _clock = clock;
        Name = name;
        Id = NewId();
    }

    public string Id { get; }

    public string Name { get; }

    public string UrlKey => Name.ToLowerInvariant().Replace(' ', '-');

    public IReadOnlyList<LinearUser> Users => Locked(() => _users.ToList());

    public IReadOnlyList<LinearTeam> Teams => Locked(() => _teams.ToList());

    /// <summary>Oldest first, archived ones included.</summary>
    public IReadOnlyList<LinearIssue> Issues => Locked(() => _issues.ToList());

    /// <summary>Whose token the requests carry: the first person.</summary>
    public LinearUser Viewer => Locked(() => _users[0]);

    public LinearUser AddUser(string name, string displayName, string email)
        => Locked(() =>
        {
            var user = new LinearUser(NewId(), name, displayName, email);
            _users.Add(user);
            return user;
        });

    /// <summary>A team with the usual states and the labels bug, feature and chore.</summary>
    public LinearTeam AddTeam(string key, string name)
        => Locked(() =>
        {
            var team = new LinearTeam(
                NewId(), key, name,
                [
                    new(NewId(), "Backlog", "backlog"), new(NewId(), "Todo", "unstarted"), new(NewId(), "In Progress", "started"),
                    new(NewId(), "Done", "completed"), new(NewId(), "Canceled", "canceled"),
                ],
                [new(NewId(), "bug"), new(NewId(), "feature"), new(NewId(), "chore")]);
            _teams.Add(team);
            return team;
        });

    public LinearIssue AddIssue(LinearTeam team, string title, string? id = null)
        => Locked(() =>
        {
            var number = _issues.Count(issue => issue.Team == team) + 1;
            var issue = new LinearIssue(id ?? NewId(), team, number, _users[0], title, Now());
            _issues.Add(issue);
            return issue;
        });

    internal DateTimeOffset Now() => _clock.GetUtcNow();

    // The same data has the same ids in every run.
    internal string NewId()
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{Name} {++_made}")).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private T Locked<T>(Func<T> work)
    {
        lock (_gate)
        {
            return work();
        }
    }
}
