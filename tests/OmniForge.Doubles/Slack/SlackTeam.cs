using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OmniForge.Doubles.Slack;

/// <summary>What one team holds. Tests read and change it while requests come in.</summary>
public sealed class SlackTeam
{
    private readonly Lock _gate;
    private readonly TimeProvider _clock;
    private readonly List<SlackChannel> _channels = [];
    private readonly List<SlackUser> _users = [];
    private readonly Dictionary<string, SlackFile> _files = new(StringComparer.Ordinal);
    private int _made;
    private long _said;

    internal SlackTeam(string name, Lock gate, TimeProvider clock)
    {
        _gate = gate;
        _clock = clock;
        Name = name;
        Id = "T" + Code(name);
        BotUserId = NewId("U");
        BotId = NewId("B");
    }

    public string Id { get; }

    public string Name { get; }

    public string BotUserId { get; }

    public string BotId { get; }

    public string Url => $"https://{Name.ToLowerInvariant().Replace(' ', '-')}.slack.com/";

    public IReadOnlyList<SlackChannel> Channels => Locked(() => _channels.ToList());

    public IReadOnlyList<SlackUser> Users => Locked(() => _users.ToList());

    public IReadOnlyList<SlackFile> Files => Locked(() => _files.Values.Where(file => file.Completed).ToList());

    /// <summary>Called when the bot posts; for those who watch.</summary>
    public event Action<SlackChannel, SlackMessage>? Posted;

    public SlackChannel AddChannel(string name, bool isPrivate = false, bool botIsMember = true)
        => Locked(() =>
        {
            var channel = new SlackChannel(NewId("C"), name, isPrivate) { BotIsMember = botIsMember };
            _channels.Add(channel);
            return channel;
        });

    public SlackUser AddUser(string name, string realName, string email, string timeZone = "Europe/Berlin")
        => Locked(() =>
        {
            var user = new SlackUser(NewId("U"), name, realName, email, timeZone);
            _users.Add(user);
            return user;
        });

    public SlackChannel Channel(string name) => Locked(() => _channels.Single(channel => channel.Name == name));

    /// <summary>What is in a channel, oldest first, answers in threads included.</summary>
    public IReadOnlyList<SlackMessage> Messages(string channel)
        => Locked(() => _channels.Single(known => known.Name == channel).Messages.ToList());

    /// <summary>Something a person says, by name.</summary>
    public SlackMessage Say(string channel, string user, string text, string? thread = null)
        => Locked(() =>
        {
            var place = _channels.Single(known => known.Name == channel);
            var message = new SlackMessage(place.Id, NewTs(), _users.Single(known => known.Name == user).Id, text) { ThreadTs = thread };
            place.Messages.Add(message);
            return message;
        });

    internal SlackChannel? Find(string id) => _channels.Find(channel => channel.Id == id && (!channel.IsPrivate || channel.BotIsMember));

    internal SlackMessage Post(SlackChannel channel, SlackMessage message)
    {
        channel.Messages.Add(message);
        Posted?.Invoke(channel, message);
        return message;
    }

    internal SlackFile Announce(string name, int length)
    {
        var file = new SlackFile(NewId("F"), name, length);
        _files[file.Id] = file;
        return file;
    }

    internal SlackFile? File(string id) => _files.GetValueOrDefault(id);

    internal string NewTs()
        => string.Create(CultureInfo.InvariantCulture, $"{_clock.GetUtcNow().ToUnixTimeSeconds()}.{++_said % 1_000_000:000000}");

    private string NewId(string prefix) => prefix + Code($"{Name} {++_made}");

    // Looks like Slack's ids and is the same in every run.
    private static string Code(string text)
    {
        const string Letters = "0123456789ABCDEFGHJKLMNPQRSTUVWX";
        return string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(text)).Take(10).Select(one => Letters[one % Letters.Length]));
    }

    private T Locked<T>(Func<T> work)
    {
        lock (_gate)
        {
            return work();
        }
    }
}
