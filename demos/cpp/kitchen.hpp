// What every program here is told about its kitchen, and what C++ leaves to a library: the coroutine's type, and a loop
// that knows which of them can go on.
#pragma once

#include <coroutine>
#include <cstdlib>
#include <iostream>
#include <netdb.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

/// A coroutine that has not begun. Its frame is freed when it ends.
struct Task {
  struct promise_type {
    Task get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
  };
  std::coroutine_handle<> frame;
};

/// Sleeps in one place, for all sockets at once, and resumes the coroutine that waits for the one that has something to read.
class Loop {
  struct Waiting {
    int socket;
    std::coroutine_handle<> frame;
  };
  static inline std::vector<Waiting> waiting;

public:
  static void add(int socket, std::coroutine_handle<> frame) { waiting.push_back({socket, frame}); }

  /// Runs the task up to its first pause.
  void start(Task task) { task.frame.resume(); }

  void run() {
    while (!waiting.empty()) {
      std::vector<pollfd> sockets;
      for (auto &[socket, frame] : waiting)
        sockets.push_back({socket, POLLIN, 0});
      poll(sockets.data(), sockets.size(), -1);

      std::vector<Waiting> before;
      before.swap(waiting);
      std::vector<std::coroutine_handle<>> ready;
      for (size_t i = 0; i < before.size(); i++) {
        if (sockets[i].revents)
          ready.push_back(before[i].frame);
        else
          waiting.push_back(before[i]);
      }
      for (auto frame : ready)
        frame.resume();
    }
  }
};

/// An order that can be awaited: the coroutine is paused until the egg is on the plate.
class Order {
  std::string name;
  int socket = -1;

  void send() {
    const char *known = std::getenv("KITCHEN_URL");
    std::string at = std::string(known ? known : "http://localhost:3001").substr(7);
    std::string host = at.substr(0, at.find('/'));
    std::string path = at.substr(host.size()) + "/" + name;
    std::string port = host.find(':') == std::string::npos ? "80" : host.substr(host.find(':') + 1);
    addrinfo hints{}, *found = nullptr;
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(host.substr(0, host.find(':')).c_str(), port.c_str(), &hints, &found) != 0)
      throw std::runtime_error("there is no kitchen at " + host);
    for (addrinfo *one = found; one && socket < 0; one = one->ai_next) {
      socket = ::socket(one->ai_family, one->ai_socktype, one->ai_protocol);
      if (connect(socket, one->ai_addr, one->ai_addrlen) != 0) {
        close(socket);
        socket = -1;
      }
    }
    freeaddrinfo(found);
    if (socket < 0)
      throw std::runtime_error("the kitchen at " + host + " is closed");
    std::string request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    if (write(socket, request.data(), request.size()) < 0)
      throw std::runtime_error("the order for " + name + " was lost");
  }

public:
  explicit Order(std::string name) : name(std::move(name)) {}

  bool await_ready() { return false; }

  void await_suspend(std::coroutine_handle<> frame) {
    send();
    Loop::add(socket, frame);
  }

  std::string await_resume() {
    std::string reply;
    char part[4096];
    for (ssize_t size; (size = read(socket, part, sizeof part)) > 0;)
      reply.append(part, size);
    close(socket);
    if (reply.find(" 200 ") != 8)
      throw std::runtime_error(name + " is burnt");
    return reply.substr(reply.find("\r\n\r\n") + 4);
  }
};
