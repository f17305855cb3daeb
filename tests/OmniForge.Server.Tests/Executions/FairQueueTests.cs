using OmniForge.Server.Executions.Control;

namespace OmniForge.Server.Tests.Executions;

public sealed class FairQueueTests
{
    [Fact]
    public void A_tenant_with_much_waiting_does_not_delay_one_with_little()
    {
        var queue = new FairQueue<string>();
        for (var i = 0; i < 1_000; i++)
        {
            queue.Enqueue("noisy", 1, $"noisy {i}");
        }

        Take(queue, 10);
        queue.Enqueue("quiet", 5, "quiet 0");
        queue.Enqueue("quiet", 5, "quiet 1");
        var next = Take(queue, 5);
        Assert.Contains("quiet 0", next.Take(2));
        Assert.Contains("quiet 1", next);
    }

    [Fact]
    public void Tenants_that_always_have_something_waiting_get_the_same()
    {
        var queue = new FairQueue<string>();
        for (var i = 0; i < 300; i++)
        {
            queue.Enqueue("a", 3, "a");
            queue.Enqueue("b", i % 5 + 1, "b");
            queue.Enqueue("c", 5, "c");
        }

        Assert.All(Take(queue, 300).GroupBy(tenant => tenant), tenant => Assert.InRange(tenant.Count(), 99, 101));
    }

    [Fact]
    public void Urgent_things_go_first_more_often_and_nothing_waits_for_ever()
    {
        var queue = new FairQueue<int>();
        for (var i = 0; i < 1_000; i++)
        {
            for (var priority = 1; priority <= 5; priority++)
            {
                queue.Enqueue("a", priority, priority);
            }
        }

        var shares = Take(queue, 310).CountBy(priority => priority).ToDictionary();
        Assert.Equal(5, shares.Count);
        Assert.All([1, 2, 3, 4], priority => Assert.InRange(shares[priority] / (double)shares[priority + 1], 1.6, 2.4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(3)]
    public void Equals_go_in_the_order_of_their_arrival(int priority)
    {
        var queue = new FairQueue<int>();
        for (var i = 0; i < 100; i++)
        {
            queue.Enqueue("a", i % 2 == 0 ? priority : 3, i);
        }

        Assert.Equal(Enumerable.Range(0, 100), Take(queue, 100));
        Assert.False(queue.TryTake(out _));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void Who_comes_back_has_saved_up_nothing()
    {
        var queue = new FairQueue<string>();
        queue.Enqueue("b", 3, "b");
        Take(queue, 1);
        for (var i = 0; i < 100; i++)
        {
            queue.Enqueue("a", 3, "a");
        }

        Take(queue, 50);
        for (var i = 0; i < 100; i++)
        {
            queue.Enqueue("b", 3, "b");
        }

        Assert.InRange(Take(queue, 20).Count(tenant => tenant == "b"), 9, 11);
    }

    private static List<T> Take<T>(FairQueue<T> queue, int count)
        => [.. Enumerable.Range(0, count).Select(_ => queue.TryTake(out var item) ? item : throw new InvalidOperationException("Nothing waits."))];
}
