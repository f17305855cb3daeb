using System.Security.Cryptography;

namespace OmniForge.Doubles.Hosting;

/// <summary>
/// Places in lists. A cursor says nothing to its reader, belongs to one question and dies. It is a position, not a picture: what comes
/// in between moves the rest.
/// </summary>
public sealed class CursorBook(TimeProvider clock)
{
    private readonly Dictionary<string, (string Question, int At, DateTimeOffset Until)> _places = new(StringComparer.Ordinal);

    public TimeSpan Life { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The position a cursor stands for; null when it is unknown, dead or of another question.</summary>
    public int? Find(string question, string cursor)
        => _places.TryGetValue(cursor, out var place) && place.Question == question && place.Until > clock.GetUtcNow() ? place.At : null;

    public string Remember(string question, int at)
    {
        var cursor = new Guid(RandomNumberGenerator.GetBytes(16)).ToString();
        _places[cursor] = (question, at, clock.GetUtcNow() + Life);
        return cursor;
    }
}
