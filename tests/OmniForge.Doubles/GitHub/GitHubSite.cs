namespace OmniForge.Doubles.GitHub;

/// <summary>Everybody and everything there is on the site.</summary>
public sealed class GitHubSite
{
    private readonly Lock _gate;
    private readonly TimeProvider _clock;
    private readonly List<GitHubUser> _users = [];
    private readonly List<GitHubRepository> _repositories = [];
    private readonly HashSet<(long User, long Owner)> _members = [];
    private long _made = 1000;

    internal GitHubSite(Lock gate, TimeProvider clock)
    {
        _gate = gate;
        _clock = clock;
    }

    public IReadOnlyList<GitHubUser> Users => Locked(() => _users.ToList());

    public IReadOnlyList<GitHubRepository> Repositories => Locked(() => _repositories.ToList());

    public GitHubUser AddUser(string login, string name)
        => Locked(() =>
        {
            var user = new GitHubUser(NewId(), login, name);
            _users.Add(user);
            return user;
        });

    public GitHubUser User(string login) => Locked(() => _users.Single(user => user.Login == login));

    public GitHubRepository AddRepository(GitHubUser owner, string name, bool isPrivate = false)
        => Locked(() =>
        {
            var repository = new GitHubRepository(this, NewId(), owner, name, isPrivate);
            _repositories.Add(repository);
            return repository;
        });

    /// <summary>Lets a user see and change what the owner has.</summary>
    public void Join(GitHubUser user, GitHubUser owner) => Locked(() => _members.Add((user.Id, owner.Id)));

    internal bool IsMember(GitHubUser user, GitHubRepository repository)
        => repository.Owner == user || _members.Contains((user.Id, repository.Owner.Id));

    internal bool MaySee(GitHubUser user, GitHubRepository repository)
        => !repository.IsPrivate || (IsMember(user, repository) && repository.Installed);

    internal long NewId() => ++_made;

    internal DateTimeOffset Now()
    {
        var now = _clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
    }

    internal T Locked<T>(Func<T> work)
    {
        lock (_gate)
        {
            return work();
        }
    }
}
