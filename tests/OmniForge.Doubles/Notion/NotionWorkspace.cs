using System.Security.Cryptography;
using System.Text;

namespace OmniForge.Doubles.Notion;

/// <summary>What one workspace holds. Tests read and change it while requests come in.</summary>
public sealed class NotionWorkspace
{
    private readonly Lock _gate;
    private readonly TimeProvider _clock;
    private readonly List<NotionPage> _pages = [];
    private readonly Dictionary<string, NotionPage> _pagesById = new(StringComparer.Ordinal);
    private readonly List<NotionDatabase> _databases = [];
    private readonly List<NotionComment> _comments = [];
    private long _made;

    internal NotionWorkspace(string id, string name, Lock gate, TimeProvider clock)
    {
        Id = id;
        Name = name;
        _gate = gate;
        _clock = clock;
        BotId = NewId();
    }

    public string Id { get; }

    public string Name { get; }

    /// <summary>The user that is the connection itself.</summary>
    public string BotId { get; }

    public IList<NotionUser> Users { get; } = [];

    public IReadOnlyList<NotionDatabase> Databases => Locked(() => _databases.ToList());

    /// <summary>Pages and rows, oldest first, those in the trash included.</summary>
    public IReadOnlyList<NotionPage> Pages => Locked(() => _pages.ToList());

    public IReadOnlyList<NotionComment> Comments => Locked(() => _comments.ToList());

    public NotionUser AddUser(string name, string email)
    {
        var user = new NotionUser(NewId(), name, email);
        Locked(() => Users.Add(user));
        return user;
    }

    /// <summary>A database with one data source. Each column is `name`, type and, where it has them, its options.</summary>
    public NotionDatabase AddDatabase(string title, params (string Name, string Type, string[] Options)[] columns)
        => Locked(() =>
        {
            var properties = columns.Select((column, at) => new NotionProperty(
                column.Type == "title" ? "title" : $"p{at}%3A", column.Name, column.Type, [.. column.Options])).ToList();
            var database = new NotionDatabase(NewId(), NewId(), title, properties);
            _databases.Add(database);
            return database;
        });

    /// <summary>The rows of a database that are not in the trash, oldest first.</summary>
    public IReadOnlyList<NotionPage> Rows(string database)
        => Locked(() => _pages.Where(page => page.SourceId == Database(database).SourceId && !page.InTrash).ToList());

    /// <summary>Adds a row. Values are plain: text, number, truth, date, the name of a user or of an option, or several of those.</summary>
    public NotionPage AddRow(string database, params (string Column, object? Value)[] values)
        => Locked(() =>
        {
            var data = Database(database);
            var page = Make(data.SourceId, null, BotId);
            Set(page, data, values);
            return page;
        });

    /// <summary>Changes a row as a person would in the app.</summary>
    public void SetRow(NotionPage page, params (string Column, object? Value)[] values)
        => Locked(() =>
        {
            Set(page, _databases.Single(data => data.SourceId == page.SourceId), values);
            Touch(page, Users.FirstOrDefault()?.Id ?? BotId);
        });

    /// <summary>Adds a page at the top of the workspace.</summary>
    public NotionPage AddPage(string title, string markdown = "")
        => Locked(() =>
        {
            var page = Make(null, null, BotId);
            page.Values["title"] = NotionValues.Wrap("title", "title", NotionValues.RichText(title));
            page.Markdown = markdown;
            return page;
        });

    /// <summary>The database of that title.</summary>
    public NotionDatabase Database(string title) => Locked(() => _databases.Single(database => database.Title == title));

    internal NotionPage Make(string? sourceId, string? parentId, string author)
    {
        var page = new NotionPage(NewId(), ++_made, sourceId, parentId, author, Minute());
        _pages.Add(page);
        _pagesById[page.Id] = page;
        return page;
    }

    internal void Touch(NotionPage page, string author)
    {
        page.EditedAt = Minute();
        page.EditedBy = author;
    }

    internal NotionComment Comment(string pageId, string text, string author)
    {
        var comment = new NotionComment(NewId(), pageId, text, author, Minute());
        _comments.Add(comment);
        return comment;
    }

    internal NotionPage? FindPage(string id) => _pagesById.GetValueOrDefault(id) is { } page && IsShared(page) ? page : null;

    internal NotionDatabase? FindSource(string id) => _databases.FirstOrDefault(data => data.SourceId == id && data.Shared);

    internal NotionDatabase? FindDatabase(string id) => _databases.FirstOrDefault(data => data.Id == id && data.Shared);

    internal IEnumerable<NotionPage> SharedPages() => _pages.Where(page => !page.InTrash && IsShared(page));

    internal DateTimeOffset Now() => _clock.GetUtcNow();

    private bool IsShared(NotionPage page)
        => page.Shared && (page.SourceId is not { } source || _databases.Any(data => data.SourceId == source && data.Shared))
            && (page.ParentId is not { } parent || FindPage(parent) is not null);

    private void Set(NotionPage page, NotionDatabase data, (string Column, object? Value)[] values)
    {
        foreach (var property in data.Properties.Where(property => !page.Values.ContainsKey(property.Name)))
        {
            page.Values[property.Name] = NotionValues.Empty(property);
        }

        foreach (var (column, value) in values)
        {
            var property = data.Find(column) ?? throw new ArgumentException($"'{data.Title}' has no column '{column}'.", nameof(values));
            page.Values[property.Name] = NotionValues.FromPlain(property, value, this);
        }
    }

    // Notion tells times to the minute.
    private DateTimeOffset Minute()
    {
        var now = _clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
    }

    // The same data has the same ids in every run.
    private string NewId()
        => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{Id} {Interlocked.Increment(ref _ids)}")).AsSpan(0, 16)).ToString();

    private long _ids;

    private T Locked<T>(Func<T> work)
    {
        lock (_gate)
        {
            return work();
        }
    }

    private void Locked(Action work)
    {
        lock (_gate)
        {
            work();
        }
    }
}
