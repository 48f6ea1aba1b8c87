# The wizard that stores an image on agents before a deployment.
list(APPEND PINION_UI_SOURCES
    prepull/hosttable.cpp prepull/hosttable.h
    prepull/prepullcommands.cpp prepull/prepullcommands.h
    prepull/prepullhowpage.cpp
    prepull/prepullimagepage.cpp
    prepull/prepullnodespage.cpp
    prepull/prepullpages.h
    prepull/prepullresultpage.cpp
    prepull/prepullrunpage.cpp
    prepull/prepullsession.cpp prepull/prepullsession.h
    prepull/prepullsubject.cpp prepull/prepullsubject.h
    prepull/prepullwizard.cpp prepull/prepullwizard.h
)
